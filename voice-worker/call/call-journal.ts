import { appendCallEvents } from "#lib/data/call-events";
import { endSession, recordDisclosure, type SessionEnd } from "#lib/data/call-session";
import type { Db } from "#lib/data/db";
import { addDncEntry } from "#lib/data/dnc-entries";
import { saveRecording } from "#lib/data/recordings";
import { storeTurn, type NewTurn } from "#lib/data/turns";
import { storeBriefing } from "#lib/data/transfers";
import type { Logger } from "#lib/observability/logger";
import type { ExpectedCall } from "./port.ts";
import { untilWritten, WriteQueue } from "./write-queue.ts";

/** Where a call writes down what happens, without ever waiting for it. */
export interface CallJournal {
  turn(turn: Omit<NewTurn, "tenantId" | "callId">): void;
  event(type: string, data: Record<string, unknown>): void;
  /** The callee has been told that a machine calls and that the call is recorded. */
  disclosed(at: Date): void;
  /** Resolves when the number stands on the list. */
  optOut(how: string, words: string): Promise<void>;
  /** Resolves when what a colleague is to hear stands. */
  briefing(text: string): Promise<void>;
  recording(recording: { path: string; durationS: number; bytes: number }): Promise<boolean>;
  /** After everything before it. */
  end(end: SessionEnd): Promise<void>;
}

/** `onWritten` after each event that stands. */
export function callJournal(db: Db, call: ExpectedCall, log: Logger, onWritten: () => void): CallJournal {
  const queue = new WriteQueue(log);
  const { tenantId, callId, jobId } = call;
  const event = (type: string, data: Record<string, unknown>): void => {
    const at = new Date();
    void queue
      .add("event", () => appendCallEvents(db, [{ tenantId, callId, jobId, type, data, at }]))
      .then(onWritten);
  };
  return {
    turn(turn) {
      void queue.add("turn", () => storeTurn(db, { ...turn, tenantId, callId }));
    },
    event,
    disclosed(at) {
      event("disclosure.said", { at: at.toISOString() });
      void queue.add("disclosure", () => recordDisclosure(db, tenantId, callId, at));
    },
    async optOut(how, words) {
      // Not behind the turns: it must stand before the goodbye.
      await untilWritten(
        "opt_out",
        () =>
          addDncEntry(db, {
            tenantId,
            campaignId: null,
            phoneNumber: call.phoneNumber,
            reason: reasonOf(how, words),
            source: "call",
            callId,
          }),
        log,
      );
      event("opt_out", { how });
    },
    briefing: (text) => storeBriefing(db, tenantId, callId, text),
    recording: (recording) =>
      untilWritten("recording", () => saveRecording(db, { ...recording, tenantId, callId }), log),
    async end(end) {
      await queue.add("end", () => endSession(db, tenantId, callId, end));
    },
  };
}

function reasonOf(how: string, words: string): string {
  if (how === "dtmf") return "Pressed 9 in a call";
  return words === "" ? "Asked for it in a call" : `Said in a call: ${words}`.slice(0, 500);
}
