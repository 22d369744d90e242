import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { mulberry32 } from "../world.ts";
import { Recogniser } from "./recogniser.ts";
import { speak, spokenCorpus } from "./speak.ts";
import { SpeechCorpus } from "./speech-corpus.ts";
import type { FliteVoice, Spoken } from "./spoken.ts";

const TEXTS: [string, FliteVoice][] = [
  ["Hello, this is Anna from Acme Dental.", "slt"],
  ["Hello, this is Anna from Green Energy.", "slt"],
  ["Yes, I can do that.", "kal"],
  ["Yes, I can do that tomorrow at ten.", "kal"],
  ["Who is speaking, please?", "rms"],
  ["No, thank you, I am not interested.", "awb"],
  ["Hello.", "slt"],
  ["Hello,", "slt"],
  ["Hello?", "slt"],
];
let said: Spoken[] = [];

beforeAll(async () => {
  said = await Promise.all(TEXTS.map(([text, voice]) => speak(text, voice)));
});

function bytes(...parts: (Int16Array | number)[]): Buffer {
  return Buffer.concat(
    parts.map((part) =>
      typeof part === "number"
        ? Buffer.alloc(part * 2)
        : Buffer.from(part.buffer, part.byteOffset, part.byteLength),
    ),
  );
}

function hear(pcm: Buffer, cut = 640): string {
  return listen(pcm, cut)
    .words()
    .map((w) => w.word)
    .join(" ");
}

function listen(pcm: Buffer, cut = 640): Recogniser {
  const recogniser = new Recogniser(spokenCorpus);
  for (let at = 0; at < pcm.length; at += cut) recogniser.feed(pcm.subarray(at, at + cut));
  return recogniser;
}

function utterance(index: number): Spoken {
  const spoken = said[index];
  if (!spoken) throw new Error("no such utterance");
  return spoken;
}

function frames(pcm: Int16Array, samples = 320): Int16Array[] {
  const cut: Int16Array[] = [];
  for (let at = 0; at < pcm.length; at += samples) cut.push(pcm.subarray(at, at + samples));
  return cut;
}

const anyUtterance = fc.integer({ min: 0, max: TEXTS.length - 1 });

describe("a recogniser", () => {
  it("understands each utterance word for word, with its words' times", () => {
    TEXTS.forEach(([text], index) => {
      const recogniser = listen(bytes(1000, utterance(index).pcm));
      expect(
        recogniser
          .words()
          .map((w) => w.word)
          .join(" "),
      ).toBe(text);
      recogniser.words().forEach((word, n) => {
        const truth = utterance(index).words[n];
        expect(Math.abs(word.startMs - 62.5 - (truth?.startMs ?? 0))).toBeLessThanOrEqual(2);
        expect(Math.abs(word.endMs - 62.5 - (truth?.endMs ?? 0))).toBeLessThanOrEqual(2);
      });
    });
  });

  it("understands utterances one after another, on any grid, with pauses anywhere, cut anywhere", () => {
    const piece = fc.record({
      index: anyUtterance,
      silence: fc.integer({ min: 0, max: 5000 }),
      pauses: fc.array(fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(3000) }), {
        maxLength: 4,
      }),
    });
    fc.assert(
      fc.property(
        fc.array(piece, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 4000 }),
        (pieces, cut) => {
          const stream = pieces.map(({ index, silence, pauses }) => {
            const { pcm } = utterance(index);
            const parts: (Int16Array | number)[] = [silence];
            let from = 0;
            for (const { at, length } of pauses.toSorted((a, b) => a.at - b.at)) {
              const to = Math.floor(at * pcm.length);
              parts.push(pcm.subarray(from, to), length);
              from = to;
            }
            return bytes(...parts, pcm.subarray(from));
          });
          const truth = pieces.map(({ index }) => TEXTS[index]?.[0]).join(" ");
          expect(hear(Buffer.concat(stream), cut)).toBe(truth);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("hears of an utterance that begins in the middle and is cut off only the words that came", () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(anyUtterance, part, part, (index, a, b) => {
        const { pcm, words } = utterance(index);
        const from = Math.floor(Math.min(a, b) * pcm.length);
        const to = Math.floor(Math.max(a, b) * pcm.length);
        const heard = hear(bytes(pcm.subarray(from, to), 4000))
          .split(" ")
          .filter(Boolean);
        const came = words.map(({ word, startMs, endMs }) => {
          const overlap = Math.min(endMs * 16, to) - Math.max(startMs * 16, from);
          return { word, share: overlap / ((endMs - startMs) * 16) };
        });
        expect(heard.length).toBeGreaterThanOrEqual(came.filter((w) => w.share > 0.9).length);
        expect(heard.length).toBeLessThanOrEqual(came.filter((w) => w.share > 0.75).length);
        expect(came.map((w) => w.word).join(" ")).toContain(heard.join(" "));
      }),
      { numRuns: 60 },
    );
  });

  it("hears a barge-in: one voice cut off, another after it, and the first again from its start", () => {
    const first = utterance(0);
    const cutAt = (first.words[3]?.endMs ?? 0) * 16;
    const stream = bytes(first.pcm.subarray(0, cutAt), utterance(5).pcm, first.pcm);
    expect(hear(stream)).toBe(`Hello, this is Anna ${TEXTS[5]?.[0]} ${TEXTS[0]?.[0]}`);
  });

  it("tells a prefix that two utterances share from either", () => {
    expect(hear(bytes(utterance(1).pcm))).toBe(TEXTS[1]?.[0]);
    expect(hear(bytes(utterance(0).pcm))).toBe(TEXTS[0]?.[0]);
    const made = madeCorpus();
    expect(made.hear(made.second)).toBe("one two four");
    expect(made.hear(made.first)).toBe("one two three");
  });

  it("counts what came before it knew the utterance, through a pause too", () => {
    const { first, listen } = madeCorpus();
    const [word] = listen(bytes(800, first.pcm.subarray(0, 50), 480, first.pcm.subarray(50))).words();
    expect(word).toEqual({ word: "one", startMs: 50, endMs: 580 });
  });

  it.each([
    ["doubled frames", (f: Int16Array[]) => f.flatMap((frame) => [frame, frame])],
    ["swapped frames", (f: Int16Array[]) => f.map((frame, i) => f[i ^ 1] ?? frame)],
    ["every other frame lost", (f: Int16Array[]) => f.filter((_, i) => i % 2 === 0)],
    ["frames backwards", (f: Int16Array[]) => f.toReversed()],
    [
      "every other frame silenced",
      (f: Int16Array[]) => f.map((frame, i) => (i % 2 ? new Int16Array(320) : frame)),
    ],
  ])("does not understand %s", (_, damage) => {
    for (const spoken of said) {
      const heard = hear(bytes(...damage(frames(spoken.pcm))))
        .split(" ")
        .filter(Boolean);
      expect(heard.length).toBeLessThanOrEqual(1);
    }
  });

  it("does not understand audio that is off by a byte, and knows that somebody speaks", () => {
    const recogniser = listen(Buffer.concat([Buffer.from([1]), bytes(utterance(0).pcm)]));
    expect(recogniser.words()).toEqual([]);
    expect(recogniser.hearsUnknownSpeech).toBe(true);
  });

  it("understands through a click now and then, but not through noise between the frames", () => {
    const random = mulberry32(5);
    const noise = () => Int16Array.from({ length: 320 }, () => (random() - 0.5) * 8000);
    const clicked = utterance(0).pcm.slice();
    for (let i = 500; i < clicked.length; i += 1600) clicked[i] = (clicked[i] ?? 0) ^ 0x400;
    expect(hear(bytes(clicked))).toBe(TEXTS[0]?.[0]);
    const noisy = frames(utterance(0).pcm).flatMap((frame) => [frame, noise()]);
    expect(hear(bytes(...noisy))).toBe("");
  });

  it("knows by loudness when speech ends", () => {
    const { pcm, words } = utterance(2);
    const recogniser = listen(bytes(1600, pcm));
    expect(Math.abs(recogniser.lastSpeechEndMs - 100 - (words.at(-1)?.endMs ?? 0))).toBeLessThan(150);
    recogniser.feed(Buffer.alloc(6400));
    expect(recogniser.isSpeaking).toBe(false);
    expect(recogniser.positionMs).toBeCloseTo(300 + pcm.length / 16, 5);
  });
});

describe("a corpus", () => {
  it("forgets the oldest beyond its limit, and remembers it again when it is said again", () => {
    const corpus = new SpeechCorpus(4);
    said.forEach((spoken) => corpus.remember(spoken));
    const recogniser = new Recogniser(corpus);
    recogniser.feed(bytes(utterance(0).pcm));
    expect(recogniser.words()).toEqual([]);
    corpus.remember(utterance(0));
    recogniser.feed(bytes(utterance(0).pcm));
    expect(
      recogniser
        .words()
        .map((w) => w.word)
        .join(" "),
    ).toBe(TEXTS[0]?.[0]);
  });
});

/** Two utterances whose first second is the same, sample by sample, then differ. */
function madeCorpus() {
  const random = mulberry32(9);
  const tone = (samples: number) => Int16Array.from({ length: samples }, () => (random() - 0.5) * 8000);
  const shared = tone(16_000);
  const make = (last: string): Spoken => ({
    pcm: Int16Array.from([...shared, ...tone(8000)]),
    words: [
      { word: "one", startMs: 0, endMs: 500 },
      { word: "two", startMs: 500, endMs: 1200 },
      { word: last, startMs: 1200, endMs: 1500 },
    ],
  });
  const first = make("three");
  const second = make("four");
  const corpus = new SpeechCorpus(60);
  corpus.remember(second);
  corpus.remember(first);
  const listen = (pcm: Buffer) => {
    const recogniser = new Recogniser(corpus);
    recogniser.feed(pcm);
    return recogniser;
  };
  const hear = (spoken: Spoken) => {
    return listen(bytes(spoken.pcm))
      .words()
      .map((w) => w.word)
      .join(" ");
  };
  return { first, second, hear, listen };
}
