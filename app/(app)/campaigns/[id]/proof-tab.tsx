"use client";

import { useQuery } from "@tanstack/react-query";
import { judgementQuery } from "@/app/_client/campaign-queries";
import { sentenceOf } from "@/app/_client/fetch-api";
import { PROOF_TEXTS } from "@/components/campaigns/judged-rules";
import { JudgementCard } from "@/components/campaigns/judgement-card";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Loading, Skeleton } from "@/components/ui/skeleton";

/** The judge's report, asked for when the tab is opened and whenever it is asked again. */
export function ProofTab({ campaignId }: { campaignId: string }) {
  const report = useQuery(judgementQuery(campaignId));
  if (report.isPending) {
    return (
      <Card className="px-4 py-4">
        <Loading label={PROOF_TEXTS.loading}>
          <Skeleton className="mb-4 h-10 w-full" />
          <Skeleton className="h-80 w-full" />
        </Loading>
      </Card>
    );
  }
  if (report.isError && !report.data) {
    return (
      <Card>
        <ErrorState
          title={PROOF_TEXTS.failed}
          text={sentenceOf(report.error)}
          onRetry={() => void report.refetch()}
        />
      </Card>
    );
  }
  return (
    <JudgementCard
      report={report.data}
      actions={
        <Button disabled={report.isFetching} onClick={() => void report.refetch()}>
          {PROOF_TEXTS.again}
        </Button>
      }
    />
  );
}
