import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toFliteText, toWordList, wordsOf } from "./flite-text.ts";
import { countSounds, parseSegments, timeWords } from "./word-times.ts";

describe("Flite's text", () => {
  it("has plain letters and marks only", () => {
    expect(toFliteText("¿Qué tal? — “Größe” it’s…")).toBe('Que tal? ,  "Grosse" it\'s...');
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => /^[\x20-\x7e]*$/.test(toFliteText(text))));
  });

  it("has words as they were written, without lone marks", () => {
    expect(wordsOf("Well — it's $29.95, OK?")).toEqual(["Well", "it's", "$29.95,", "OK?"]);
    expect(toWordList(["Well,", '"OK?"', "50%"])).toBe("Well. OK. 50%.");
  });
});

describe("word times", () => {
  const SEGMENTS = parseSegments("pau:0.220 y:0.280 eh:0.446 s:0.545 pau:0.700 n:0.800 ow:1.000 pau:1.200 ");

  it("read Flite's segments", () => {
    expect(SEGMENTS).toHaveLength(8);
    expect(SEGMENTS[1]).toEqual({ phone: "y", startMs: 220, endMs: 280 });
    expect(parseSegments("nonsense")).toEqual([]);
  });

  it("count sounds between pauses, or give up", () => {
    expect(countSounds("pau y eh s pau n ow pau", 2)).toEqual([3, 2]);
    expect(countSounds("pau y eh s pau n ow pau", 3)).toBeNull();
  });

  it("follow the sounds, without the pauses around them", () => {
    expect(timeWords(["Yes,", "no."], SEGMENTS, [3, 2])).toEqual([
      { word: "Yes,", startMs: 220, endMs: 545 },
      { word: "no.", startMs: 700, endMs: 1000 },
    ]);
  });

  it("are in order and inside the speech for any words and counts", () => {
    const counts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(counts, fc.boolean(), (counts, known) => {
        const words = counts.map((n, i) => `w${"x".repeat(n)}${i}`);
        const timed = timeWords(words, SEGMENTS, known ? counts : null);
        expect(timed.map((t) => t.word)).toEqual(words);
        for (const [i, { startMs, endMs }] of timed.entries()) {
          expect(endMs).toBeGreaterThan(startMs);
          expect(startMs).toBeGreaterThanOrEqual(timed[i - 1]?.startMs ?? 220);
          expect(endMs).toBeLessThanOrEqual(1000);
        }
      }),
    );
  });
});
