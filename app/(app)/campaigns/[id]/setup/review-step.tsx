"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { Link } from "@/components/ui/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import type { Campaign } from "#lib/domain/api/campaign";
import { campaignsKey, startReviewQuery } from "@/app/_client/campaign-queries";
import { fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { BUILDER_TEXTS as T } from "@/components/campaigns/builder-texts";
import { scheduleText } from "@/components/campaigns/schedule-text";
import { StartNumbers } from "@/components/campaigns/start-numbers";
import { StepFooter } from "@/components/campaigns/step-footer";
import { CAMPAIGN_TEXTS } from "@/components/campaigns/texts";
import { formatCount, formatMicros } from "@/components/format/numbers";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";

interface ReviewStepProps {
  campaign: Campaign;
  backHref: string;
  hrefs: Record<"details" | "contacts" | "agent" | "schedule", string>;
}

/** The numbers before phones ring, and everything that was set; from here it starts. */
export function ReviewStep({ campaign, backHref, hrefs }: ReviewStepProps) {
  const review = useQuery(startReviewQuery(campaign.id));
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const page = `/campaigns/${campaign.id}`;
  const start = useMutation({
    mutationFn: () => fetchApi<Campaign>(`${page}/start`, { method: "POST" }),
    onSuccess: () => {
      toast("good", CAMPAIGN_TEXTS.started);
      void queries.invalidateQueries({ queryKey: campaignsKey });
      router.push(page);
    },
    onError: (error) => toast("bad", sentenceOf(error)),
  });
  const isEmpty = review.data?.contacts === 0;
  return (
    <div className="flex grow flex-col gap-4">
      <Card aria-label={T.step.review} className="px-5 py-4">
        {review.data === undefined ? (
          review.isError ? (
            <ErrorState
              title={T.failed}
              text={sentenceOf(review.error)}
              onRetry={() => void review.refetch()}
            />
          ) : (
            <Loading label={T.looking}>
              <Skeleton className="mb-3 h-8 w-40" />
              <Skeleton className="h-16 w-72" />
            </Loading>
          )
        ) : isEmpty ? (
          <Notice tone="warn">
            {T.nobody}{" "}
            <Link href={hrefs.contacts} className="font-medium underline">
              {T.addContacts}
            </Link>
          </Notice>
        ) : (
          <StartNumbers review={review.data} />
        )}
      </Card>
      <Card aria-label={T.settings}>
        <CardHeader title={T.settings} />
        <dl className="divide-y divide-line px-5">
          <Line label={T.goal} href={hrefs.details}>
            {campaign.goal}
          </Line>
          <Line label={T.agent} href={hrefs.agent}>
            {campaign.agent_name ?? campaign.script_config.agent_name}
          </Line>
          <Line label={T.hours} href={hrefs.schedule}>
            {scheduleText(campaign.calling_config)}
          </Line>
          <Line label={T.atOnce} href={hrefs.schedule}>
            {formatCount(campaign.max_concurrent_calls)}
          </Line>
          <Line label={T.attempts} href={hrefs.schedule}>
            {campaign.max_attempts}
          </Line>
          <Line label={T.budget} href={hrefs.schedule}>
            {campaign.budget_micros === null ? T.noBudget : formatMicros(campaign.budget_micros)}
          </Line>
        </dl>
      </Card>
      <StepFooter backHref={backHref}>
        <LinkButton href={page}>{T.keep}</LinkButton>
        <Button
          look="primary"
          disabled={review.data === undefined || isEmpty || start.isPending || start.isSuccess}
          onClick={() => start.mutate()}
        >
          <Play aria-hidden />
          {start.isPending ? T.starting : T.start}
        </Button>
      </StepFooter>
    </div>
  );
}

function Line({ label, href, children }: { label: string; href: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[8rem_1fr_auto] items-baseline gap-3 py-2 text-sm max-sm:grid-cols-[1fr_auto]">
      <dt className="text-ink-3 max-sm:col-start-1 max-sm:row-start-1">{label}</dt>
      <dd className="min-w-0 break-words max-sm:col-span-2 max-sm:row-start-2">{children}</dd>
      <dd className="max-sm:col-start-2 max-sm:row-start-1">
        <Link
          href={href}
          aria-label={`${T.change}: ${label}`}
          className="text-xs font-medium text-accent hover:underline"
        >
          {T.change}
        </Link>
      </dd>
    </div>
  );
}
