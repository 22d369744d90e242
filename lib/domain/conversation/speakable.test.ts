import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { takeSpeakable } from "./speakable.ts";

/** The chunks of a whole answer that comes in these pieces. */
function chunksOf(pieces: string[]): string[] {
  const chunks: string[] = [];
  let pending = "";
  for (const piece of pieces) {
    const taken = takeSpeakable(pending + piece, { isFirst: chunks.length === 0, isFinal: false });
    chunks.push(...taken.chunks);
    pending = taken.rest;
  }
  chunks.push(...takeSpeakable(pending, { isFirst: chunks.length === 0, isFinal: true }).chunks);
  return chunks;
}

describe("takeSpeakable", () => {
  it("gives the first clause early, then whole sentences", () => {
    expect(chunksOf(["Thank you for asking, we deliver, on Monday. Is that, well, fine?"])).toEqual([
      "Thank you for asking, ",
      "we deliver, on Monday. ",
      "Is that, well, fine?",
    ]);
  });

  it.each([
    "Mr. Smith",
    "3:00 p.m. today",
    "$29.95 only",
    "the U.S.A. office",
    "a@b.co now",
    "1.5 times",
    "J. Doe",
    "No. 5 now",
    "example.com today",
    "the Sra. Gómez",
    "well... maybe",
    "hm… yes",
    "about 3 p. m. then",
    "[our page. All of it](https://a.co) now",
  ])("does not split %j", (text) => {
    expect(chunksOf([`I mean it is ${text}`])).toEqual([`I mean it is ${text}`]);
  });

  it("tells a plain no from a number's", () => {
    expect(chunksOf(["No. Thank you."])).toEqual(["No. ", "Thank you."]);
    expect(chunksOf(["No. 5 is it. Yes."])).toEqual(["No. 5 is it. ", "Yes."]);
  });

  it("finds the ends of sentences in other scripts", () => {
    expect(chunksOf(["こんにちは。お元気ですか？「はい。」と"])).toEqual([
      "こんにちは。",
      "お元気ですか？",
      "「はい。」",
      "と",
    ]);
    expect(chunksOf(["नमस्ते। आप कैसे हैं? अच्छा"])).toEqual(["नमस्ते। ", "आप कैसे हैं? ", "अच्छा"]);
    expect(chunksOf(["كيف حالك؟ شكرا"])).toEqual(["كيف حالك؟ ", "شكرا"]);
  });

  it("cuts a long first clause between two words, never within a time or a number", () => {
    const long = `${"word ".repeat(29)}at 3 p.m. or (415) 555-0100 then and more of it`;
    expect(chunksOf([long])[0]).toMatch(/word $/);
    const late = `${"word".repeat(35)} 3 p.m. 415 555 0100 then and`;
    expect(chunksOf([late])).toEqual([`${"word".repeat(35)} 3 p.m. 415 555 0100 then `, "and"]);
  });

  it("does not wait for the next word once a sentence is seen to be over", () => {
    expect(takeSpeakable("Fine. ", { isFirst: true, isFinal: false }).chunks).toEqual(["Fine. "]);
    expect(takeSpeakable("Fine.", { isFirst: true, isFinal: false }).chunks).toEqual([]);
  });

  const answer = fc
    .array(
      fc.constantFrom(
        "Yes",
        "no",
        "Mr.",
        "1.5",
        ",",
        ".",
        "!",
        " ",
        "  ",
        "\n",
        "p.m.",
        "Hello there",
        '"ok."',
        "a",
        "...",
        "…",
        "No.",
        "5",
        "。",
        "？",
        "」",
        "、",
        "؟",
        "[x",
        "](y)",
        ")",
        "**",
        "3",
        "word ".repeat(30),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(""));

  it("loses and adds nothing", () => {
    fc.assert(
      fc.property(answer, (text) => {
        expect(chunksOf([text]).join("").trim()).toBe(text.trim());
      }),
    );
  });

  it("cuts at the same places whatever the sizes of the pieces", () => {
    fc.assert(
      fc.property(answer, fc.array(fc.nat(9), { maxLength: 60 }), (text, sizes) => {
        const pieces: string[] = [];
        let at = 0;
        for (const size of sizes) {
          pieces.push(text.slice(at, at + size));
          at += size;
        }
        pieces.push(text.slice(at));
        expect(chunksOf(pieces)).toEqual(chunksOf(text.split("")));
      }),
    );
  });
});
