import type { TurnRole } from "#lib/domain/statuses";
import type { Db } from "./db.ts";

/** All in milliseconds; `addedMs` is our own share. */
export interface TurnLatency {
  sttMs: number;
  llmFirstTokenMs: number;
  ttsFirstAudioMs: number;
  addedMs: number;
  totalMs: number;
  speculative: boolean;
}

export interface NewTurn {
  tenantId: string;
  callId: string;
  index: number;
  role: TurnRole;
  text: string;
  generatedText: string | null;
  interrupted: boolean;
  startedMs: number;
  endedMs: number;
  latency: TurnLatency | null;
  tool: { name: string; arguments: string; result: string } | null;
}

/** Stores a turn; the same turn again (a retried write) changes nothing. */
export async function storeTurn(db: Db, turn: NewTurn): Promise<void> {
  await db
    .insertInto("turns")
    .values({
      tenant_id: turn.tenantId,
      call_id: turn.callId,
      index: turn.index,
      role: turn.role,
      text: turn.text,
      generated_text: turn.generatedText,
      interrupted: turn.interrupted,
      started_ms: turn.startedMs,
      ended_ms: turn.endedMs,
      latency: turn.latency === null ? null : JSON.stringify(latencyRow(turn.latency)),
      tool: turn.tool === null ? null : JSON.stringify(turn.tool),
    })
    .onConflict((conflict) => conflict.columns(["call_id", "index"]).doNothing())
    .execute();
}

/** As the contract spells it, in the database and in the API. */
const latencyRow = (latency: TurnLatency) => ({
  stt_ms: latency.sttMs,
  llm_first_token_ms: latency.llmFirstTokenMs,
  tts_first_audio_ms: latency.ttsFirstAudioMs,
  added_ms: latency.addedMs,
  total_ms: latency.totalMs,
  speculative: latency.speculative,
});
