"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Plan } from "#lib/domain/api/plan";
import type { Usage } from "#lib/domain/api/usage";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { usageQuery } from "@/app/_client/usage-queries";
import { PlanDialog } from "@/components/usage/plan-dialog";
import { USAGE_TEXTS as T } from "@/components/usage/texts";
import { BudgetsCard, CostCard, MinutesCard, ProvidersCard } from "@/components/usage/usage-cards";
import { Button } from "@/components/ui/button";
import { useToast } from "@/components/ui/toast";

interface UsageScreenProps {
  initial: Usage;
  plans: readonly Plan[];
  canChange: boolean;
}

export function UsageScreen({ initial, plans, canChange }: UsageScreenProps) {
  const query = usageQuery(initial);
  const { data: usage } = useQuery(query);
  const [isChanging, setIsChanging] = useState(false);
  const queries = useQueryClient();
  const toast = useToast();
  const change = useMutation({
    mutationFn: (plan: Plan) => fetchApi<Usage>("/plan", asJson("POST", { plan_id: plan.id })),
    onSuccess: (after) => {
      queries.setQueryData(query.queryKey, after);
      setIsChanging(false);
      toast("good", T.taken);
    },
  });
  return (
    <div className="flex flex-col gap-5">
      <MinutesCard
        usage={usage}
        action={canChange ? <Button onClick={() => setIsChanging(true)}>{T.change}</Button> : null}
      />
      <CostCard cost={usage.cost} />
      <ProvidersCard providers={usage.providers} />
      <BudgetsCard budgets={usage.budgets} />
      {isChanging ? (
        <PlanDialog
          plans={plans}
          currentId={usage.plan.id}
          isPending={change.isPending}
          error={change.error ? sentenceOf(change.error) : null}
          onTake={(plan) => change.mutate(plan)}
          onClose={() => setIsChanging(false)}
        />
      ) : null}
    </div>
  );
}
