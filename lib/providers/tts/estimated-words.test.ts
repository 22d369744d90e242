import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { estimateWords, untoldWords } from "./estimated-words.ts";

describe("estimated words", () => {
  it("are all there, in order, within the audio, and never end before their share of it has been heard", () => {
    const text = fc.array(fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 9 }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 0, max: 5000 }),
        (parts, durationMs, fromMs) => {
          const joined = parts.join(" ");
          const words = estimateWords(joined, durationMs, fromMs);
          expect(words.map(({ word }) => word)).toEqual(joined.match(/\S+/g) ?? []);
          let before = fromMs;
          for (const { startMs, endMs } of words) {
            expect(startMs).toBeGreaterThanOrEqual(before);
            expect(endMs).toBeGreaterThanOrEqual(startMs);
            expect(endMs).toBeLessThanOrEqual(fromMs + durationMs);
            before = startMs;
          }
          if (words.length > 0) expect(words.at(-1)?.endMs).toBe(fromMs + durationMs);
        },
      ),
    );
  });

  it("say how far they may be off: the most in the middle", () => {
    const off = estimateWords("one two three four five", 5000, 700).map(({ offMs }) => offMs ?? 0);
    expect(off[0]).toBe(250);
    expect(off[2]).toBeGreaterThan(600);
    expect(off[4]).toBeLessThan(600);
  });

  it("give a pause behind a sentence, and figures the time it takes to read them", () => {
    const [first, second] = estimateWords("Yes. Maybe", 1000, 0);
    expect((first?.endMs ?? 0) - (first?.startMs ?? 0)).toBeGreaterThan(500);
    expect(second?.startMs).toBeGreaterThan(400);
    const [figures, word] = estimateWords("2025 word", 1000, 0);
    expect(figures?.endMs).toBeGreaterThan(word?.startMs ?? Infinity);
  });
});

describe("words that a voice did not get to tell", () => {
  const TEXT =
    "This is an automated assistant calling for Test Dental. This call is recorded. My name is Nora.";
  const all = TEXT.split(" ");
  const spoken = estimateWords(TEXT, 6000, 0);

  it.each([0, 1, 5, 9, 12])("are nearly those that have sounded, and none that has not: %i told", (count) => {
    for (let soundMs = 0; soundMs <= 6000; soundMs += 100) {
      const told = spoken.slice(0, count);
      const untold = untoldWords(all.slice(count).join(" "), told, soundMs);
      const sounded = spoken.filter(({ endMs }) => endMs <= soundMs).length;
      expect(count + untold.length).toBeLessThanOrEqual(Math.max(count, sounded + 1));
      if (count > 4) expect(count + untold.length).toBeGreaterThanOrEqual(sounded - 5);
      expect(untold.map(({ word }) => word)).toEqual(all.slice(count, count + untold.length));
    }
  });

  it("are none where the words were told before their sound", () => {
    expect(untoldWords("and more", spoken, 1000)).toEqual([]);
  });
});
