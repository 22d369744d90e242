import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FluxEvent, FluxTurns } from "./flux-turns.ts";

interface Part {
  word?: string;
  ms: number;
}

const THRESHOLDS = { eotThreshold: 0.7, eagerEotThreshold: 0.5, eotTimeoutMs: 5000 };

/** Plays words and pauses in 20 ms steps. Within `expectsMoreUntil` (words) the speaker has more to say. */
function play(
  parts: Part[],
  thresholds:
    | typeof THRESHOLDS
    | (Omit<typeof THRESHOLDS, "eagerEotThreshold"> & { eagerEotThreshold: null }) = THRESHOLDS,
  more = 0,
): FluxEvent[] {
  const turns = new FluxTurns(thresholds, () => 260);
  const words: { word: string; startMs: number; endMs: number }[] = [];
  const events: FluxEvent[] = [];
  let positionMs = 0;
  let speechEndMs = 0;
  for (const { word, ms } of parts) {
    const startMs = positionMs;
    for (const endMs = startMs + ms; positionMs < endMs;) {
      positionMs += 20;
      if (word) speechEndMs = positionMs;
      if (word && positionMs >= endMs) words.push({ word, startMs, endMs });
      const isSpeaking = positionMs - speechEndMs < 60 && speechEndMs > 0;
      events.push(
        ...turns.advance({
          positionMs,
          words: [...words],
          speechEndMs,
          isSpeaking,
          expectsMore: words.length < more,
        }),
      );
    }
  }
  return events;
}

function names(events: FluxEvent[]): string[] {
  return events.filter((e) => e.event !== "Update").map((e) => e.event);
}

const text = (event: FluxEvent | undefined) => event?.words.map((w) => w.word).join(" ");

describe("Flux's turns", () => {
  it("open with the first word and end after the usual silence, with an eager end 200 ms before", () => {
    const events = play([{ ms: 500 }, { word: "Hello.", ms: 400 }, { ms: 1000 }]);
    expect(names(events)).toEqual(["StartOfTurn", "EagerEndOfTurn", "EndOfTurn"]);
    const [start, eager, end] = events.filter((e) => e.event !== "Update");
    expect(start?.windowEndMs).toBe(900);
    expect(eager?.windowEndMs).toBe(960);
    expect(end?.windowEndMs).toBe(1160);
    expect(end).toMatchObject({ trigger: "model", turnIndex: 0, windowStartMs: 0 });
    expect(text(end)).toBe("Hello.");
  });

  it("have no eager end unless asked for", () => {
    const events = play([{ word: "Yes.", ms: 400 }, { ms: 1000 }], {
      ...THRESHOLDS,
      eagerEotThreshold: null,
    });
    expect(names(events)).toEqual(["StartOfTurn", "EndOfTurn"]);
  });

  it("are resumed by speech after an eager end, and the transcript is the whole turn", () => {
    const events = play([
      { word: "Yes.", ms: 400 },
      { ms: 120 },
      { word: "Speaking.", ms: 400 },
      { ms: 1000 },
    ]);
    expect(names(events)).toEqual([
      "StartOfTurn",
      "EagerEndOfTurn",
      "TurnResumed",
      "EagerEndOfTurn",
      "EndOfTurn",
    ]);
    expect(text(events.findLast((e) => e.event === "EndOfTurn"))).toBe("Yes. Speaking.");
  });

  it("do not end in a pause of a second in mid-sentence, nor where the speaker will go on", () => {
    const pause = [
      { word: "I", ms: 200 },
      { word: "would,", ms: 400 },
      { ms: 1000 },
      { word: "yes.", ms: 400 },
      { ms: 1000 },
    ];
    expect(names(play(pause)).filter((n) => n === "EndOfTurn")).toHaveLength(1);
    const sentences = [
      { word: "Hello.", ms: 400 },
      { ms: 400 },
      { word: "Who", ms: 200 },
      { word: "speaks?", ms: 400 },
      { ms: 1000 },
    ];
    expect(names(play(sentences, THRESHOLDS, 3)).filter((n) => n === "EndOfTurn")).toHaveLength(1);
    expect(names(play(sentences)).filter((n) => n === "EndOfTurn")).toHaveLength(2);
  });

  it("end later at a higher threshold, and by the timeout alone at 1", () => {
    const speech = [{ word: "Yes.", ms: 400 }, { ms: 6000 }];
    const sure = play(speech, { ...THRESHOLDS, eotThreshold: 0.9 }).find((e) => e.event === "EndOfTurn");
    expect(sure?.windowEndMs).toBe(800);
    const never = play(speech, { ...THRESHOLDS, eotThreshold: 1 }).find((e) => e.event === "EndOfTurn");
    expect(never).toMatchObject({ windowEndMs: 5400, trigger: "timeout" });
  });

  it("are told every 250 ms, with an empty transcript before anything was said", () => {
    const events = play([{ ms: 1000 }]);
    expect(events.map((e) => e.windowEndMs)).toEqual([260, 500, 760, 1000]);
    expect(events.every((e) => e.event === "Update" && e.words.length === 0)).toBe(true);
  });

  it("keep Flux's rules whatever is said", () => {
    const part = fc.record({
      word: fc.option(fc.constantFrom("yes", "no.", "well,", "why?"), { nil: undefined }),
      ms: fc.integer({ min: 1, max: 120 }).map((n) => n * 20),
    });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
        let isOpen = false;
        let eager: string | null = null;
        let turn = 0;
        let windowEndMs = 0;
        const spoken: string[] = [];
        for (const event of play([...parts, { ms: 6000 }])) {
          expect(event.turnIndex).toBe(turn);
          expect(event.windowEndMs).toBeGreaterThanOrEqual(windowEndMs);
          windowEndMs = event.windowEndMs;
          if (event.event === "StartOfTurn") {
            expect(isOpen).toBe(false);
            expect(text(event)).not.toBe("");
            isOpen = true;
          } else if (event.event === "EagerEndOfTurn") {
            expect(isOpen && eager === null).toBe(true);
            eager = text(event) ?? "";
          } else if (event.event === "TurnResumed") {
            expect(eager).not.toBe(null);
            eager = null;
          } else if (event.event === "EndOfTurn") {
            expect(isOpen).toBe(true);
            if (eager !== null) expect(text(event)).toBe(eager);
            spoken.push(text(event) ?? "");
            isOpen = false;
            eager = null;
            turn += 1;
          } else if (eager !== null) expect(text(event)).toBe(eager);
        }
        expect(isOpen).toBe(false);
        expect(spoken.join(" ")).toBe(parts.flatMap((p) => p.word ?? []).join(" "));
      }),
    );
  });
});
