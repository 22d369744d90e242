import type { CarrierState, SessionState } from "#lib/domain/statuses";
import { CARRIER_STATE_TEXT, SESSION_STATE_TEXT } from "../../components/calls/texts.ts";
import type { Board, OnScreen } from "./on-screen.ts";
import type { Written } from "./replay.ts";

/** A word that is followed by another within this time may never be drawn: the screen changes four times a second. */
const STANDS_MS = 1000;
/** A card shows so many of its latest turns. */
const SHOWN_TURNS = 4;

export interface Delays {
  turns: number[];
  starts: number[];
  ends: number[];
  states: number[];
}

const from = (atMs: number, seenAt: number | undefined): number[] =>
  seenAt === undefined ? [] : [seenAt - atMs];

/** From each row to the screen; what was written while `isAway` is left out. */
export function delaysOf(
  written: readonly Written[],
  seen: OnScreen,
  isAway: (atMs: number) => boolean,
): Delays {
  const there = written.filter(({ atMs }) => !isAway(atMs));
  return {
    turns: there.flatMap(({ mark, atMs }) => (mark === "" ? [] : from(atMs, seen.turns[mark]))),
    starts: there.flatMap(({ event, callId, atMs }) =>
      event.type === "call.started" ? from(atMs, seen.came[callId]) : [],
    ),
    ends: there.flatMap(({ event, callId, atMs }) =>
      event.type === "call.ended" ? from(atMs, seen.went[callId]) : [],
    ),
    states: wordsOf(written)
      .filter(({ atMs }) => !isAway(atMs))
      .flatMap(({ callId, word, atMs }) =>
        from(
          atMs,
          seen.states.find((one) => one.callId === callId && one.word === word && one.atMs >= atMs)?.atMs,
        ),
      ),
  };
}

/** What each card said of its call's state, where it stood long enough to be seen. */
function wordsOf(written: readonly Written[]): { callId: string; word: string; atMs: number }[] {
  const calls = Map.groupBy(written, ({ callId }) => callId);
  return [...calls].flatMap(([callId, events]) => {
    let [carrier, session]: [CarrierState, SessionState | null] = ["requested", null];
    const words = events.flatMap(({ event, atMs }) => {
      if (event.type === "call.ended") return [{ word: "", atMs }];
      if (event.type !== "call.state") return [];
      carrier = event.carrier_state;
      session = event.session_state ?? session;
      const isTalking = carrier === "answered" && session !== null;
      return [
        { word: isTalking && session ? SESSION_STATE_TEXT[session] : CARRIER_STATE_TEXT[carrier], atMs },
      ];
    });
    const changes = words.filter(({ word }, at) => word !== words[at - 1]?.word);
    return changes
      .filter(
        ({ word, atMs }, at) =>
          word !== "" && (changes[at + 1]?.atMs ?? atMs + STANDS_MS) - atMs >= STANDS_MS,
      )
      .map((change) => ({ callId, ...change }));
  });
}

/** What should stand on the board and does not, and the other way round, as sentences. */
export function differences(written: readonly Written[], board: Board): string[] {
  const calls = Map.groupBy(written, ({ callId }) => callId);
  return [...calls].flatMap(([callId, events]) => {
    const shown = board[callId];
    if (events.some(({ event }) => event.type === "call.ended"))
      return shown ? [`${callId} is still there`] : [];
    // The carrier says that it is over: it goes at the next look at the rows, or once it is settled.
    const last = events.findLast(({ event }) => event.type === "call.state")?.event;
    if (last?.type === "call.state" && last.carrier_state === "ended" && !shown) return [];
    if (!shown) return [`${callId} is missing`];
    const marks = events
      .filter(({ mark }) => mark !== "")
      .toSorted((a, b) => indexOf(a) - indexOf(b))
      .map(({ mark }) => mark)
      .slice(-SHOWN_TURNS);
    return marks.join() === shown.join() ? [] : [`${callId} shows ${shown.join()} for ${marks.join()}`];
  });
}

const indexOf = ({ event }: Written): number => (event.type === "call.turn" ? (event.index ?? -1) : -1);

/**
 * Turns that were never on screen, but for those that others, or the end of the call, had pushed out before they could be
 * drawn: before the screen was back, and within the second in which it should have shown them.
 */
export function lostTurns(
  written: readonly Written[],
  seen: OnScreen,
  away: { fromMs: number; toMs: number },
): { lost: string[]; overtaken: number } {
  const unseen = written.filter(({ mark }) => mark !== "" && seen.turns[mark] === undefined);
  const lost = unseen.filter(({ callId, atMs }) => {
    const isAway = atMs >= away.fromMs - STANDS_MS && atMs <= away.toMs;
    const untilMs = isAway ? away.toMs + STANDS_MS : atMs + STANDS_MS;
    const later = written.filter((one) => one.callId === callId && one.atMs > atMs && one.atMs <= untilMs);
    return (
      !later.some(({ event }) => event.type === "call.ended") &&
      later.filter(({ mark }) => mark !== "").length < SHOWN_TURNS
    );
  });
  return { lost: lost.map(({ mark }) => mark), overtaken: unseen.length - lost.length };
}
