"use client";

import { useQuery } from "@tanstack/react-query";
import { CONTACT_TEXTS as T } from "@/components/contacts/texts";
import { VerdictCard } from "@/components/contacts/verdict-card";
import { ErrorState } from "@/components/ui/error-state";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { verdictQuery } from "./contact-queries.ts";
import { sentenceOf } from "./fetch-api.ts";

/** The gate's verdict on one contact, asked when it is shown. */
export function VerdictNow({ campaignId, leadId }: { campaignId: string; leadId: string }) {
  const verdict = useQuery(verdictQuery(campaignId, leadId));
  if (verdict.isPending) {
    return (
      <Loading label={T.whyLoading}>
        <Skeleton className="mb-3 h-10 w-full" />
        <Skeleton className="h-24 w-full" />
      </Loading>
    );
  }
  if (verdict.isError) {
    return (
      <ErrorState
        title={T.whyFailed}
        text={sentenceOf(verdict.error)}
        onRetry={() => void verdict.refetch()}
      />
    );
  }
  return <VerdictCard verdict={verdict.data} />;
}
