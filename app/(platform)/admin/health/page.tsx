"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { adminHealthQuery, adminKey } from "@/app/_client/admin-queries";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import {
  AnswersCard,
  PartsCard,
  PlatformFigures,
  SwitchCard,
  WorkersCard,
} from "@/components/admin/health-cards";
import { ReasonDialog } from "@/components/admin/reason-dialog";
import { ADMIN_TEXTS as T } from "@/components/admin/texts";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { useToast } from "@/components/ui/toast";

export default function HealthPage() {
  const { data: health, ...query } = useQuery(adminHealthQuery);
  const [isAsking, setIsAsking] = useState(false);
  const queries = useQueryClient();
  const toast = useToast();
  const move = useMutation({
    mutationFn: (input: { enabled: boolean; reason: string }) =>
      fetchApi("/admin/kill-switch", asJson("POST", input)),
    onSuccess: (_, { enabled }) => {
      toast("good", enabled ? T.wasStopped : T.wasResumed);
      setIsAsking(false);
      return queries.invalidateQueries({ queryKey: adminKey });
    },
  });
  if (health === undefined)
    return (
      <Card aria-label={T.health}>
        {query.isError ? (
          <ErrorState title={T.failed} text={sentenceOf(query.error)} onRetry={() => void query.refetch()} />
        ) : (
          <Loading label={T.loading}>
            <TableSkeleton rows={5} />
          </Loading>
        )}
      </Card>
    );
  const isStopped = health.kill_switch;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex justify-end">
        <Button disabled={query.isFetching} onClick={() => void query.refetch()}>
          <RefreshCw aria-hidden />
          {T.refresh}
        </Button>
      </div>
      <SwitchCard
        isStopped={isStopped}
        action={
          <Button look={isStopped ? "primary" : "danger"} onClick={() => setIsAsking(true)}>
            {isStopped ? T.resume : T.stop}
          </Button>
        }
      />
      <PlatformFigures health={health} />
      <PartsCard parts={health.parts} />
      <AnswersCard answers={health.answers} />
      <WorkersCard workers={health.workers} />
      {isAsking ? (
        <ReasonDialog
          title={isStopped ? T.resumeTitle : T.stopTitle}
          text={isStopped ? T.resumeText : T.stopText}
          verb={isStopped ? T.resume : T.stop}
          look={isStopped ? "primary" : "danger"}
          isPending={move.isPending}
          error={move.error ? sentenceOf(move.error) : null}
          onConfirm={(reason) => move.mutate({ enabled: !isStopped, reason })}
          onClose={() => {
            move.reset();
            setIsAsking(false);
          }}
        />
      ) : null}
    </div>
  );
}
