import { describe, expect, it } from "vitest";
import { firstWordsReady } from "./first-words.ts";
import { NoiseSpeech } from "./noise-speech.ts";
import { personAt } from "./person.ts";

/** What is made ready while this number rings. */
function preparedFor(nn: string): string[] {
  const speech = new NoiseSpeech();
  const texts: string[] = [];
  void firstWordsReady(personAt(`141555501${nn}`, null), {
    listen: () => speech.listen(),
    speak: (text, voice) => {
      texts.push(`${voice}: ${text}`);
      return speech.speak(text, voice);
    },
  });
  return texts;
}

describe("what is on somebody's lips while it rings", () => {
  it.each([
    ["00", /^\w+: Hello\?$/],
    ["03", /^\w+: Hi, you've reached Sam\..*after the tone\.$/],
    ["18", /name/],
    ["19", /press one/],
    ["21", /^\w+: ¿Hola\?$/],
  ])("of %s is %s, in their voice", (nn, firstWords) => {
    expect(preparedFor(nn)).toEqual([expect.stringMatching(firstWords)]);
  });

  it("is nothing of somebody who says nothing", () => {
    for (const nn of ["11", "22", "38"]) expect(preparedFor(nn)).toEqual([]);
  });

  it("changes nothing of what they do when they pick up", () => {
    const [person, other] = [personAt("14155550100", null), personAt("14155550100", null)];
    void firstWordsReady(person, new NoiseSpeech());
    expect(person.random()).toBe(other.random());
  });
});
