import type { Series } from "@/components/charts/day-bars";
import { ANALYTICS_TEXTS as T } from "./texts.ts";

export const CALLS: Series[] = [
  { key: "human", label: T.byPerson, className: "bg-accent-fill" },
  { key: "otherwise", label: T.otherwise, className: "bg-live-fill" },
  { key: "unanswered", label: T.notAnswered, className: "bg-control" },
];
export const LATENCY: Series[] = [
  { key: "median", label: T.median, className: "bg-accent-fill" },
  { key: "slowest", label: T.slowest, className: "bg-line-strong" },
];
export const COSTS: Series[] = [
  { key: "telephony_micros", label: T.telephony, className: "bg-accent-fill" },
  { key: "stt_micros", label: T.stt, className: "bg-live-fill" },
  { key: "llm_micros", label: T.llm, className: "bg-warn-fill" },
  { key: "tts_micros", label: T.tts, className: "bg-good-fill" },
];
/** In order of frequency; the goal is always green. */
export const FILLS = [
  "bg-accent-fill",
  "bg-live-fill",
  "bg-warn-fill",
  "bg-control",
  "bg-accent-fill/50",
  "bg-live-fill/50",
  "bg-warn-fill/50",
  "bg-control/50",
] as const;
export const GOAL_FILL = "bg-good-fill";
export const OTHER_FILL = "bg-line-strong";
