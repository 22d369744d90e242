"use client";

import { Pause, Play, Square } from "lucide-react";
import { useState } from "react";
import type { Campaign, CampaignAction } from "#lib/domain/api/campaign";
import type { StartReview as StartReviewFacts } from "#lib/domain/api/start-review";
import { canPauseCampaign, canResumeCampaign, canStartCampaign, canStopCampaign } from "#lib/domain/statuses";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { StartReview } from "./start-review.tsx";
import { CAMPAIGN_TEXTS } from "./texts.ts";

interface CampaignActionsProps {
  campaign: Campaign;
  /** What the start review knows; asked for when it opens. */
  review: StartReviewFacts | undefined;
  onReview: () => void;
  pending: CampaignAction | null;
  onAction: (action: CampaignAction) => void;
}

/** Only what can be done now; starting and stopping ask once. */
export function CampaignActions({ campaign, review, onReview, pending, onAction }: CampaignActionsProps) {
  const [asked, setAsked] = useState<"start" | "stop" | null>(null);
  const { status } = campaign;
  const act = (action: CampaignAction): void => {
    setAsked(null);
    onAction(action);
  };
  return (
    <>
      {canStopCampaign(status) ? (
        <Button look="danger-quiet" disabled={pending !== null} onClick={() => setAsked("stop")}>
          <Square aria-hidden />
          {CAMPAIGN_TEXTS.stop}
        </Button>
      ) : null}
      {canPauseCampaign(status) ? (
        <Button disabled={pending !== null} onClick={() => act("pause")}>
          <Pause aria-hidden />
          {CAMPAIGN_TEXTS.pause}
        </Button>
      ) : null}
      {canResumeCampaign(status) ? (
        <Button look="primary" disabled={pending !== null} onClick={() => act("resume")}>
          <Play aria-hidden />
          {CAMPAIGN_TEXTS.resume}
        </Button>
      ) : null}
      {canStartCampaign(status) ? (
        <Button
          look="primary"
          disabled={pending !== null}
          onClick={() => {
            onReview();
            setAsked("start");
          }}
        >
          <Play aria-hidden />
          {CAMPAIGN_TEXTS.start}
        </Button>
      ) : null}
      <StartReview
        campaign={campaign}
        review={review}
        open={asked === "start"}
        onOpenChange={(open) => setAsked(open ? "start" : null)}
        onStart={() => act("start")}
      />
      <Dialog
        open={asked === "stop"}
        onOpenChange={(open) => setAsked(open ? "stop" : null)}
        title={CAMPAIGN_TEXTS.stopTitle}
        description={CAMPAIGN_TEXTS.stopText}
        footer={
          <>
            <Button onClick={() => setAsked(null)}>{CAMPAIGN_TEXTS.cancel}</Button>
            <Button look="danger" onClick={() => act("stop")}>
              {CAMPAIGN_TEXTS.stopButton}
            </Button>
          </>
        }
      />
    </>
  );
}
