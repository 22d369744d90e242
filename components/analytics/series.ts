import type { Series } from "@/components/charts/day-bars";
import { ANALYTICS_TEXTS as T } from "./texts.ts";

export const CALLS: Series[] = [
  { key: "human", label: T.byPerson, className: "text-accent-fill" },
  { key: "otherwise", label: T.otherwise, className: "text-live-fill" },
  { key: "unanswered", label: T.notAnswered, className: "text-control" },
];
export const LATENCY: Series[] = [
  { key: "median", label: T.median, className: "text-accent-fill" },
  { key: "slowest", label: T.slowest, className: "text-line-strong" },
];
export const COSTS: Series[] = [
  { key: "telephony_micros", label: T.telephony, className: "text-accent-fill" },
  { key: "stt_micros", label: T.stt, className: "text-live-fill" },
  { key: "llm_micros", label: T.llm, className: "text-warn-fill" },
  { key: "tts_micros", label: T.tts, className: "text-good-fill" },
];
/** In order of frequency; the goal is always green. */
export const FILLS = [
  "text-accent-fill",
  "text-live-fill",
  "text-warn-fill",
  "text-control",
  "text-accent-fill/50",
  "text-live-fill/50",
  "text-warn-fill/50",
  "text-control/50",
] as const;
export const GOAL_FILL = "text-good-fill";
export const OTHER_FILL = "text-line-strong";
