import type { Campaign } from "#lib/domain/api/campaign";
import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import { formatCount } from "@/components/format/numbers";
import { pauseText } from "./pause-reason.ts";
import { campaignSegments } from "./progress.ts";
import { reasonRows } from "./reasons.ts";

export interface CampaignStand {
  tone: "warn" | "info";
  text: string;
}

type Stands = Pick<Campaign, "status" | "pause_reason" | "calling_config">;

/** Why a campaign stands still, or how long it still takes; null: there is nothing to say. `nowMs` null: not known yet. */
export function campaignStand(
  campaign: Stands,
  stats: CampaignStats,
  nowMs: number | null,
): CampaignStand | null {
  if (campaign.status === "paused") return { tone: "warn", text: pauseText(campaign.pause_reason) };
  if (campaign.status !== "running") return null;
  const left = campaignSegments(stats)
    .filter(({ name }) => name === "retry" || name === "waiting")
    .reduce((sum, { count }) => sum + count, 0);
  if (left === 0) return null;
  if (stats.calls_in_progress === 0) return waiting(campaign, stats, nowMs);
  if (stats.pace === null) return null;
  const { contacts, seconds } = stats.pace;
  const anHour = (contacts / seconds) * 3600;
  return {
    tone: "info",
    text: `About ${durationText((left / contacts) * seconds)} left, at ${formatCount(Math.round(anHour))} contacts an hour.`,
  };
}

/** Whoever waits for a time: nobody is in a call, so all do. */
function waiting(
  { calling_config: calling }: Stands,
  stats: CampaignStats,
  nowMs: number | null,
): CampaignStand | null {
  const [row] = reasonRows(stats).filter(({ nextAt }) => nextAt !== null);
  if (!row?.nextAt || nowMs === null || Date.parse(row.nextAt) <= nowMs) return null;
  const at = timeIn(row.nextAt, calling.timezone, nowMs);
  return {
    tone: "warn",
    text: `Waiting: ${row.word.toLowerCase()}, goes on at ${at} ${zoneName(calling.timezone)}.`,
  };
}

const zoneName = (zone: string): string => zone.replaceAll("_", " ");

/** "09:00", or "Mon 09:00" on another day. */
function timeIn(iso: string, timeZone: string, nowMs: number): string {
  const day = (at: Date): string =>
    new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short" }).format(at);
  const isToday = day(new Date(iso)) === day(new Date(nowMs));
  return new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    ...(isToday ? {} : { weekday: "short" }),
  }).format(new Date(iso));
}

/** "under a minute", "12 min", "3 hr 20 min", "4 days". */
export function durationText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return "a minute";
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours >= 48) return `${formatCount(Math.round(hours / 24))} days`;
  return minutes % 60 === 0 ? `${hours} hr` : `${hours} hr ${minutes % 60} min`;
}
