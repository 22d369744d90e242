import type { Transcript, Turn } from "./turn.ts";

/** Only what was spoken; what the tools did stands in the call's turns. */
export function toTranscript(callId: string, turns: Turn[]): Transcript {
  const spoken = turns.filter((turn) => turn.role !== "tool");
  return {
    call_id: callId,
    turns: spoken.map(({ index, role, text, started_ms, ended_ms, interrupted }) => ({
      index,
      role,
      text,
      started_ms,
      ended_ms,
      interrupted,
    })),
    word_count: spoken.reduce((sum, turn) => sum + wordCount(turn.text), 0),
  };
}

function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}']+/gu)?.length ?? 0;
}

/** `Agent: …` and `Contact: …`, a line a turn. */
export function transcriptText(transcript: Transcript): string {
  return transcript.turns
    .map((turn) => `${turn.role === "agent" ? "Agent" : "Contact"}: ${turn.text.replaceAll(/\s+/g, " ")}\n`)
    .join("");
}
