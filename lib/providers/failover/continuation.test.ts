import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { continueFrom, Seam } from "./continuation.ts";

function join(said: string, pieces: string[]): string {
  const seam = new Seam(said);
  return pieces.map((piece) => seam.take(piece)).join("") + seam.finish();
}

describe("the seam between two models", () => {
  it.each([
    ["an answer that goes on", "The reason I'm calling is", [" that", " it works."], " that it works."],
    ["an answer that forgot its space", "The reason is", ["that"], " that"],
    ["an answer from the beginning", "The reason is", ["The ", "reason", " is that."], " that."],
    ["an answer that repeats the last words", "So, the reason is", ["the reason", " is here."], " here."],
    [
      "an answer that only seemed to repeat",
      "The reason is",
      ["The", " day is", " fine."],
      " The day is fine.",
    ],
    ["one short word alike", "I am, as I said, a", ["a", " dog."], " a dog."],
    ["a repetition and nothing else", "Goodbye now.", ["Goodbye", " now."], ""],
    ["a sign", "Hello", [", you."], ", you."],
    ["nothing said before", "", ["  Hello"], "  Hello"],
  ])("with %s", (_, said, pieces, fresh) => {
    expect(join(said, pieces)).toBe(fresh);
  });

  it("does not depend on how the answer was cut, and loses nothing that is not a repetition", () => {
    const words = fc.array(fc.constantFrom("so", "the", "reason", "is", "that", "it.", "works,"), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(words, words, fc.boolean(), fc.array(fc.nat(12)), (before, after, repeats, cuts) => {
        const said = before.join(" ");
        const answer = `${repeats ? said : ""} ${after.join(" ")}`;
        const pieces: string[] = [];
        let rest = answer;
        for (const cut of cuts) {
          pieces.push(rest.slice(0, cut));
          rest = rest.slice(cut);
        }
        const fresh = join(said, [...pieces, rest]);
        expect(fresh).toBe(join(said, [answer]));
        expect(answer.endsWith(fresh.trimStart())).toBe(true);
        if (repeats) expect(` ${fresh.trim()}`.endsWith(` ${after.join(" ")}`)).toBe(true);
      }),
    );
  });

  it("asks for what is missing, and as it was where nothing was said", () => {
    const request = { messages: [{ role: "user" as const, content: "Hello?" }], temperature: 0.3 };
    expect(continueFrom(request, "")).toBe(request);
    const { messages, temperature } = continueFrom(request, "Hi, I");
    expect(temperature).toBe(0.3);
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "system"]);
    expect(messages[1]).toMatchObject({ content: "Hi, I" });
  });
});
