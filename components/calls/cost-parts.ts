import type { CallSummary } from "#lib/domain/api/call";
import { formatMicros } from "@/components/format/numbers";

const PARTS = [
  ["telephony_micros", "line"],
  ["stt_micros", "hearing"],
  ["llm_micros", "thinking"],
  ["tts_micros", "voice"],
] as const;

/** What a call's cost is made of: "line $0.0139 · voice $0.02"; what cost nothing is left out. */
export function costParts(cost: CallSummary["cost"]): string {
  return PARTS.filter(([part]) => cost[part] > 0)
    .map(([part, word]) => `${word} ${formatMicros(cost[part])}`)
    .join(" · ");
}
