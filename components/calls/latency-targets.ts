import type { TurnLatency } from "#lib/domain/api/turn";

export type StageName = "stt" | "llm" | "tts";

/** What a stage may take, in ms; the total is held against its own target, not their sum. */
export const LATENCY_TARGETS_MS = { stt: 300, llm: 500, tts: 200, total: 1000 } as const;

export const STAGE_TEXT: Record<StageName, string> = {
  stt: "End of turn",
  llm: "First token",
  tts: "First sound",
};

export interface Stage {
  name: StageName;
  ms: number;
  isLate: boolean;
}

export interface LatencyView {
  stages: Stage[];
  totalMs: number | null;
  isLate: boolean;
}

/** A stage that was not measured is left out; nothing is made up for it. */
export function latencyView(latency: TurnLatency | null): LatencyView | null {
  if (!latency) return null;
  const measured: [StageName, number | null | undefined][] = [
    ["stt", latency.stt_ms],
    ["llm", latency.llm_first_token_ms],
    ["tts", latency.tts_first_audio_ms],
  ];
  const stages = measured.flatMap(([name, ms]) =>
    typeof ms === "number" ? [{ name, ms, isLate: ms > LATENCY_TARGETS_MS[name] }] : [],
  );
  const totalMs = latency.total_ms ?? null;
  if (stages.length === 0 && totalMs === null) return null;
  return { stages, totalMs, isLate: totalMs !== null && totalMs > LATENCY_TARGETS_MS.total };
}
