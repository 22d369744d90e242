import { beforeEach, describe, expect, it } from "vitest";
import { listenModel } from "./deepgram-models.ts";
import { NovaTurns } from "./nova-turns.ts";

let turns: NovaTurns;
let atS: number;

beforeEach(() => {
  turns = new NovaTurns();
  atS = 0;
});

const END = { type: "UtteranceEnd", channel: [0, 1], last_word_end: 1 };

/** One window of a second; what it makes of it as `type: transcript`. */
function hear(transcript: string, how: "interim" | "final" | "speech_final" = "interim"): string[] {
  const words = transcript.split(" ").filter(Boolean);
  const message = {
    type: "Results",
    start: atS,
    duration: 1,
    is_final: how !== "interim",
    speech_final: how === "speech_final",
    channel: {
      alternatives: [
        {
          transcript,
          words: words.map((word) => ({
            word: word.toLowerCase(),
            punctuated_word: word,
            start: atS,
            end: atS + 0.5,
          })),
        },
      ],
    },
  };
  if (how !== "interim") atS += 1;
  return take(message);
}

function take(message: unknown): string[] {
  const read = turns.take(message);
  if (read.kind === "fatal") return [`fatal: ${read.reason}`];
  return read.events.map((event) => (event.type === "lost" ? "lost" : `${event.type}: ${event.transcript}`));
}

describe("turns out of Nova's windows", () => {
  it("grow by interims and finals, and end at the pause behind a sentence", () => {
    expect(hear("Dzień")).toEqual(["start_of_turn: Dzień"]);
    expect(hear("Dzień dobry,")).toEqual(["update: Dzień dobry,"]);
    expect(hear("Dzień dobry,", "final")).toEqual(["update: Dzień dobry,"]);
    expect(hear("kto mówi?")).toEqual(["update: Dzień dobry, kto mówi?"]);
    expect(hear("kto mówi?", "speech_final")).toEqual([
      "update: Dzień dobry, kto mówi?",
      "end_of_turn: Dzień dobry, kto mówi?",
    ]);
    expect(take(END)).toEqual([]);
    expect(hear("Tak.")).toEqual(["start_of_turn: Tak."]);
  });

  it("wait out a pause within a sentence", () => {
    expect(hear("I would like", "speech_final")).toEqual(["start_of_turn: I would like"]);
    expect(hear("to know more.", "speech_final").at(-1)).toBe("end_of_turn: I would like to know more.");
    hear("And then", "speech_final");
    expect(take(END)).toEqual(["end_of_turn: And then"]);
  });

  it("end by UtteranceEnd where noise keeps the pause from being seen, once", () => {
    hear("Hello.");
    expect(take(END)).toEqual(["end_of_turn: Hello."]);
    expect(take(END)).toEqual([]);
  });

  it("are not begun by silence", () => {
    expect(hear("", "speech_final")).toEqual([]);
    expect(hear("")).toEqual([]);
    expect(take(END)).toEqual([]);
  });

  it("carry times in milliseconds of the stream, and words as they are written", () => {
    hear("Well,", "final");
    const read = turns.take({
      type: "Results",
      start: 1,
      duration: 0.52,
      is_final: true,
      speech_final: true,
      channel: { alternatives: [{ transcript: "yes.", words: [{ word: "yes", start: 1.1, end: 1.4 }] }] },
    });
    expect(read.kind === "events" && read.events.at(-1)).toEqual({
      type: "end_of_turn",
      transcript: "Well, yes.",
      words: [
        { word: "Well,", startMs: 0, endMs: 500 },
        { word: "yes", startMs: 1100, endMs: 1400 },
      ],
      audioEndMs: 1520,
    });
  });

  it("know what they don't know, and what is fatal", () => {
    for (const other of [null, "text", { type: "SpeechStarted" }, { type: "Metadata" }, { type: "Results" }])
      expect(take(other)).toEqual([]);
    expect(take({ type: "Error", description: "oops" })).toEqual(["fatal: oops"]);
  });
});

describe("who listens to a language", () => {
  it.each([
    ["en", { kind: "flux", model: "flux-general-en" }],
    ["en-GB", { kind: "flux", model: "flux-general-en" }],
    ["es", { kind: "flux", model: "flux-general-multi", hint: "es" }],
    ["pt-BR", { kind: "flux", model: "flux-general-multi", hint: "pt-BR" }],
    ["pl", { kind: "nova", model: "nova-3", language: "pl" }],
    ["th", { kind: "nova", model: "nova-2", language: "th" }],
  ])("for %s is %o", (language, model) => {
    expect(listenModel(language)).toMatchObject(model);
  });
});
