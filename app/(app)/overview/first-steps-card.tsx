"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Play } from "lucide-react";
import type { CallSummary } from "#lib/domain/api/call";
import type { Campaign } from "#lib/domain/api/campaign";
import { campaignsKey } from "@/app/_client/campaign-queries";
import { fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { FirstSteps } from "@/components/overview/first-steps";
import { FIRST_STEPS_TEXTS as T } from "@/components/overview/texts";
import { Button } from "@/components/ui/button";
import { LinkButton } from "@/components/ui/link-button";
import { useToast } from "@/components/ui/toast";

interface FirstStepsCardProps {
  campaigns: Campaign[];
  calls: CallSummary[];
  hasAgent: boolean;
  isSandbox: boolean;
}

/** Leads an empty account to its first call, and on to a campaign of its own. */
export function FirstStepsCard({ campaigns, calls, hasAgent, isSandbox }: FirstStepsCardProps) {
  const queries = useQueryClient();
  const toast = useToast();
  const sample = useMutation({
    mutationFn: () => fetchApi<Campaign>("/campaigns/sample", { method: "POST" }),
    onSuccess: () => {
      toast("good", T.started);
      return queries.invalidateQueries({ queryKey: campaignsKey });
    },
    onError: (error) => toast("bad", sentenceOf(error)),
  });
  const hasCalled = campaigns.some(({ started_at }) => started_at !== null);
  // A conversation tells more than an answering machine: that one only where nobody is left to wait for.
  const ended = calls.filter(({ carrier_state }) => carrier_state === "ended");
  const latest =
    ended.find(({ goal_achieved }) => goal_achieved) ??
    ended.find(({ answered_by }) => answered_by === "human") ??
    (ended.length === calls.length ? ended.find(({ answered_at }) => answered_at) : undefined);
  const own = campaigns.some(({ name }) => !name.startsWith("Sample: "));
  return (
    <FirstSteps
      isSandbox={isSandbox}
      steps={[
        ...(isSandbox
          ? [
              {
                id: "sample",
                title: T.sample,
                text: T.sampleText,
                isDone: hasCalled,
                action: hasCalled ? (
                  <LinkButton href="/calls/live" size="sm">
                    {T.watchButton}
                  </LinkButton>
                ) : (
                  <Button
                    look="primary"
                    size="sm"
                    disabled={sample.isPending}
                    onClick={() => sample.mutate()}
                  >
                    <Play aria-hidden />
                    {sample.isPending ? T.samplePending : T.sampleButton}
                  </Button>
                ),
              },
            ]
          : []),
        {
          id: "read",
          title: T.read,
          text: T.readText,
          isDone: false,
          action: latest ? (
            <LinkButton href={`/calls/${latest.id}`} look="primary" size="sm">
              {T.readButton}
            </LinkButton>
          ) : null,
        },
        {
          id: "own",
          title: T.own,
          text: T.ownText,
          isDone: own,
          action: (
            <LinkButton href="/campaigns/new" size="sm">
              {T.ownButton}
            </LinkButton>
          ),
        },
        {
          id: "agent",
          title: T.agent,
          text: T.agentText,
          isDone: hasAgent,
          action: (
            <LinkButton href="/agents/new" size="sm">
              {T.agentButton}
            </LinkButton>
          ),
        },
      ]}
    />
  );
}
