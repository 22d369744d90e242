import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LiveEvent } from "#lib/domain/api/live";

/** What the live feed told of one call, each with its milliseconds from the call's start; no ids, names and numbers. */
export type RecordedEvent = { atMs: number } & (
  | Of<"call.started">
  | Of<"call.state", "carrier_state" | "session_state" | "answered_by">
  | Of<"call.turn", "final" | "index" | "role" | "text" | "interrupted" | "started_ms" | "ended_ms">
  | Of<"call.ended", "telephony_result" | "answered_by" | "disposition" | "duration_s">
);
type Of<T extends LiveEvent["type"], K extends string = never> = { type: T } & Pick<
  Extract<LiveEvent, { type: T }>,
  K & keyof Extract<LiveEvent, { type: T }>
>;

/** One call a line. */
export const RECORDING = join(import.meta.dirname, "recorded-calls.ndjson");

export const recordedCalls = (): RecordedEvent[][] =>
  readFileSync(RECORDING, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => (JSON.parse(line) as Packed[]).reduce<RecordedEvent[]>(unpacked, []));

/** What is being said grows by a word at a time: only what was added is kept. */
type Packed = RecordedEvent | { atMs: number; more: string };

type Saying = Extract<RecordedEvent, { type: "call.turn" }>;
const isSaying = (event: RecordedEvent | undefined): event is Saying =>
  event?.type === "call.turn" && !event.final;

export function packed(events: readonly RecordedEvent[]): Packed[] {
  return events.map((event, at) => {
    const before = events.slice(0, at).findLast(isSaying);
    const isMore =
      isSaying(event) &&
      before?.role === event.role &&
      event.text.startsWith(before.text) &&
      before.text !== "";
    return isMore ? { atMs: event.atMs, more: event.text.slice(before.text.length) } : event;
  });
}

function unpacked(events: RecordedEvent[], line: Packed): RecordedEvent[] {
  if ("type" in line) return [...events, line];
  const before = events.findLast(isSaying);
  if (!before) throw new Error("the recording begins in the middle of a sentence");
  return [...events, { ...before, atMs: line.atMs, text: before.text + line.more }];
}
