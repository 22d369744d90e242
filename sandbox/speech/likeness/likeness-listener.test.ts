import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { asBytes } from "#lib/audio/format";
import { resample } from "#lib/audio/resample";
import { mulberry32 } from "../../world.ts";
import { type HeardWord, Recogniser } from "../recogniser.ts";
import { speak } from "../speak.ts";
import { SpeechCorpus } from "../speech-corpus.ts";
import type { FliteVoice, Spoken } from "../spoken.ts";

const TEXTS: [string, FliteVoice][] = [
  ["Hello, this is Anna from Acme Dental.", "slt"],
  ["Hello, this is Anna from Green Energy.", "slt"],
  ["Would Thursday at half past three suit you?", "awb"],
  ["Yes, I can do that tomorrow at ten.", "kal"],
  ["Who is speaking, please?", "rms"],
  ["Thank you, goodbye.", "rms"],
  ["No, thank you, I am not interested.", "awb"],
  ["Yes, that works for me.", "kal"],
];
const STRANGERS: [string, FliteVoice][] = [
  ["We moved to another house in the spring.", "slt"],
  ["Nobody ever told us about any of it.", "rms"],
  ["Somebody stole the bicycle.", "kal"],
];
/** The silence after which Flux believes that a turn is over: what is known only then is taken for another one. */
const END_OF_TURN_MS = 260;
/** Beside the other tests a busy machine takes its time; nothing here is about time. */
const SLOWLY_MS = 120_000;
const corpus = new SpeechCorpus();
let said: Spoken[] = [];
let strangers: Spoken[] = [];

beforeAll(async () => {
  said = await Promise.all(TEXTS.map(([text, voice]) => speak(text, voice)));
  strangers = await Promise.all(STRANGERS.map(([text, voice]) => speak(text, voice)));
  for (const spoken of said) corpus.remember(spoken);
}, SLOWLY_MS);

const LEAD_SAMPLES = 4_017;
const clip = (sample: number): number => Math.max(-32_768, Math.min(32_767, Math.round(sample)));
const louder = (pcm: Int16Array, gain: number): Int16Array => pcm.map((sample) => clip(gain * sample));
const narrowed = (pcm: Int16Array): Int16Array => resample(resample(pcm, 16_000, 8_000), 8_000, 16_000);

/** The utterance after a short silence, and half a second after it. */
function padded({ pcm }: Spoken): Int16Array {
  const stream = new Int16Array(LEAD_SAMPLES + pcm.length + 8_000);
  stream.set(pcm, LEAD_SAMPLES);
  return stream;
}

/** White noise so many dB below the loud parts of the voice. */
function noisy(pcm: Int16Array, snrDb: number, seed: number): Int16Array {
  const random = mulberry32(seed);
  const loud = pcm.filter((sample) => Math.abs(sample) > 200);
  const power = loud.reduce((sum, sample) => sum + sample * sample, 0) / loud.length;
  const amplitude = Math.sqrt((3 * power) / 10 ** (snrDb / 10));
  return pcm.map((sample) => clip(sample + amplitude * (2 * random() - 1)));
}

function mixed(pcm: Int16Array, other: Int16Array, gain: number, after: number): Int16Array {
  return Int16Array.from({ length: Math.max(pcm.length, other.length + after) }, (_, i) =>
    clip((pcm[i] ?? 0) + gain * (other[i - after] ?? 0)),
  );
}

/** The words, and when in the stream each was known. */
function listen(pcm: Int16Array): { words: readonly HeardWord[]; text: string; knownMs: number[] } {
  const recogniser = new Recogniser(corpus);
  const knownMs: number[] = [];
  for (let at = 0; at < pcm.length; at += 320) {
    recogniser.feed(asBytes(pcm.subarray(at, at + 320)));
    for (const _ of recogniser.words().slice(knownMs.length)) knownMs.push(recogniser.positionMs);
  }
  const words = recogniser.words();
  return { words, text: words.map(({ word }) => word).join(" "), knownMs };
}

const frames = (pcm: Int16Array): Int16Array[] =>
  Array.from({ length: Math.ceil(pcm.length / 320) }, (_, i) => pcm.slice(i * 320, (i + 1) * 320));

function utterance(index: number): Spoken {
  return said[index] as Spoken;
}

const DISTURBED: [string, (pcm: Int16Array, index: number) => Int16Array][] = [
  ["a tenth of the volume", (pcm) => louder(pcm, 0.1)],
  ["half the volume", (pcm) => louder(pcm, 0.5)],
  ["three times the volume, clipped", (pcm) => louder(pcm, 3)],
  ["an 8 kHz line", (pcm) => narrowed(pcm)],
  ["noise 20 dB below it", (pcm, index) => noisy(pcm, 20, index)],
  ["an 8 kHz line with noise 15 dB below", (pcm, index) => noisy(narrowed(pcm), 15, index)],
  ["the other polarity", (pcm) => pcm.map((sample) => clip(-sample))],
];

function expectToHear(index: number, stream: Int16Array): void {
  const spoken = utterance(index);
  const { words, text, knownMs } = listen(stream);
  expect(text).toBe(TEXTS[index]?.[0]);
  const leadMs = LEAD_SAMPLES / 16;
  const overMs = leadMs + (spoken.words.at(-1)?.endMs ?? 0) + END_OF_TURN_MS;
  expect(Math.max(...knownMs)).toBeLessThan(overMs);
  words.forEach(({ startMs, endMs }, n) => {
    const truth = spoken.words[n];
    expect(Math.abs(startMs - leadMs - (truth?.startMs ?? 0))).toBeLessThanOrEqual(60);
    expect(Math.abs(endMs - leadMs - (truth?.endMs ?? 0))).toBeLessThanOrEqual(60);
  });
}

/** Of what was said, and nothing else. */
function expectInOrder(words: readonly HeardWord[], index: number): void {
  const truth = utterance(index).words.map(({ word }) => word);
  let next = 0;
  for (const { word } of words) {
    next = truth.indexOf(word, next) + 1;
    expect(next, `${word} in ${truth.join(" ")}`).toBeGreaterThan(0);
  }
}

describe("a listener on a bad line", { timeout: SLOWLY_MS }, () => {
  it.each(DISTURBED)(
    "understands every word through %s, at its time and before its turn is over",
    (_, disturb) => {
      for (const index of TEXTS.keys()) expectToHear(index, disturb(padded(utterance(index)), index));
    },
  );

  it("takes no word for another at whatever volume, noise and grid, and misses one at most", () => {
    const line = fc.record({
      index: fc.nat(TEXTS.length - 1),
      gainDb: fc.integer({ min: -14, max: 6 }),
      snrDb: fc.integer({ min: 15, max: 40 }),
      isNarrow: fc.boolean(),
      seed: fc.nat(),
      cut: fc.integer({ min: 1, max: 319 }),
    });
    fc.assert(
      fc.property(line, ({ index, gainDb, snrDb, isNarrow, seed, cut }) => {
        const stream = padded(utterance(index));
        const faint = louder(isNarrow ? narrowed(stream) : stream, 10 ** (gainDb / 20));
        const { words } = listen(noisy(faint, snrDb, seed).subarray(cut));
        expectInOrder(words, index);
        expect(words.length).toBeGreaterThanOrEqual(utterance(index).words.length - 1);
      }),
      { numRuns: 25 },
    );
  });

  it("understands most words through noise 10 dB below the voice, and takes none for another", () => {
    let heard = 0;
    let all = 0;
    TEXTS.forEach((_, index) => {
      const { words } = listen(noisy(padded(utterance(index)), 10, index + 1));
      expectInOrder(words, index);
      heard += words.length;
      all += utterance(index).words.length;
    });
    expect(heard / all).toBeGreaterThan(0.9);
  });

  it("hears of two voices the louder one", () => {
    for (const [loud, faint] of [
      [2, 6],
      [3, 0],
      [4, 7],
    ] as const) {
      const both = mixed(padded(utterance(loud)), utterance(faint).pcm, 0.15, LEAD_SAMPLES);
      const { words } = listen(both);
      const truth = utterance(loud).words.map(({ word }) => word);
      const own = words.filter(({ word }) => truth.includes(word));
      expect(own.length / truth.length, TEXTS[loud]?.[0]).toBeGreaterThanOrEqual(0.8);
    }
  });

  it("hears a faint voice that comes back while nobody else speaks, and then a loud one", () => {
    const stream = mixed(louder(padded(utterance(0)), 0.1), utterance(4).pcm, 1, padded(utterance(0)).length);
    expect(listen(stream).text).toBe(`${TEXTS[0]?.[0]} ${TEXTS[4]?.[0]}`);
  });
});

describe("no word is heard", { timeout: SLOWLY_MS }, () => {
  it("in what somebody says who never spoke here, whatever the line", () => {
    for (const { pcm } of strangers)
      for (const disturbed of [pcm, louder(pcm, 0.3), noisy(pcm, 15, 3), pcm.toReversed()])
        expect(listen(disturbed).text).toBe("");
    for (const { pcm } of said) expect(listen(pcm.toReversed()).text).toBe("");
  });

  it("in noise and tones of any pitch, loudness and length", () => {
    const sound = fc.record({
      hz: fc.integer({ min: 60, max: 4_000 }),
      tone: fc.integer({ min: 0, max: 12_000 }),
      noise: fc.integer({ min: 0, max: 12_000 }),
      everyMs: fc.integer({ min: 40, max: 900 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(sound, ({ hz, tone, noise, everyMs, seed }) => {
        const random = mulberry32(seed);
        const pcm = Int16Array.from({ length: 24_000 }, (_, i) =>
          Math.floor(i / (everyMs * 16)) % 2
            ? 0
            : clip(tone * Math.sin((2 * Math.PI * hz * i) / 16_000) + noise * (2 * random() - 1)),
        );
        expect(listen(pcm).text).toBe("");
      }),
      { numRuns: 20 },
    );
  });

  it("in damaged audio, also when it is faint and noisy", () => {
    const damages: ((f: Int16Array[]) => Int16Array[])[] = [
      (f) => f.flatMap((frame) => [frame, frame]),
      (f) => f.map((frame, i) => f[i ^ 1] ?? frame),
      (f) => f.filter((_, i) => i % 2 === 0),
      (f) => f.toReversed(),
      (f) => f.map((frame, i) => (i % 2 ? new Int16Array(320) : frame)),
    ];
    said.forEach(({ pcm }, index) => {
      for (const damage of damages) {
        const damaged = Int16Array.from(damage(frames(louder(pcm, 0.4))).flatMap((frame) => [...frame]));
        expect(listen(noisy(damaged, 20, index)).words.length).toBeLessThanOrEqual(1);
      }
    });
  });
});

describe("a corpus of much speech", () => {
  it("is understood on a bad line after many others have spoken, once it is said again", () => {
    const random = mulberry32(4);
    const crowded = new SpeechCorpus();
    const [first] = said as [Spoken];
    crowded.remember(first);
    // Everybody else sounds much like the first: the same spectrum in other pieces.
    for (let n = 0; n < 60; n += 1) {
      const from = 320 * Math.floor((random() * first.pcm.length) / 640);
      const pcm = Int16Array.from([...first.pcm.subarray(from), ...first.pcm.subarray(0, from)]);
      crowded.remember({ pcm, words: [] });
    }
    crowded.remember(first);
    const recogniser = new Recogniser(crowded);
    recogniser.feed(asBytes(noisy(padded(first), 20, 1)));
    expect(
      recogniser
        .words()
        .map(({ word }) => word)
        .join(" "),
    ).toBe(TEXTS[0]?.[0]);
  });
});
