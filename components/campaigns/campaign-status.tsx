import { CalendarClock, CircleCheck, CirclePause, CircleStop, FilePen, type LucideIcon } from "lucide-react";
import type { CampaignStatus } from "#lib/domain/statuses";
import { Status, type Tone } from "@/components/ui/status";
import { CAMPAIGN_STATUS_TEXT } from "./texts.ts";

const LOOK: Record<CampaignStatus, { tone: Tone; icon?: LucideIcon }> = {
  draft: { tone: "neutral", icon: FilePen },
  scheduled: { tone: "accent", icon: CalendarClock },
  running: { tone: "live" },
  paused: { tone: "warn", icon: CirclePause },
  completed: { tone: "good", icon: CircleCheck },
  stopped: { tone: "neutral", icon: CircleStop },
};

export function CampaignStatusBadge({ status }: { status: CampaignStatus }) {
  const { tone, icon } = LOOK[status];
  return (
    <Status tone={tone} dot={status === "running" ? "pulsing" : undefined} {...(icon ? { icon } : {})}>
      {CAMPAIGN_STATUS_TEXT[status]}
    </Status>
  );
}
