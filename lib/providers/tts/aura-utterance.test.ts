import { expect, it, vi } from "vitest";
import { AuraUtterance } from "./aura-utterance.ts";
import type { TtsEvent } from "./port.ts";

const OPENING =
  "This is an assistant of Test Dental. This call is recorded. My name is Dr. Nora. Are you there?";
const SOUND = Buffer.alloc(3200);

/** Gives sound to all but the piece that has `silent` in it, which never ends. */
function speak(silent: string | null) {
  const asked: string[] = [];
  const events: TtsEvent[] = [];
  const utterance = new AuraUtterance(
    (text, signal) => {
      asked.push(text);
      return Promise.resolve(soundOf(silent !== null && text.includes(silent), signal));
    },
    20,
    (event) => events.push(event),
  );
  return { utterance, asked, events };
}

async function* soundOf(isStalled: boolean, signal: AbortSignal): AsyncIterable<Uint8Array> {
  yield SOUND;
  if (isStalled) await new Promise((_, fail) => signal.addEventListener("abort", () => fail(signal.reason)));
}

const saidIn = (events: readonly TtsEvent[]): string =>
  events.flatMap((event) => (event.type === "words" ? event.words.map(({ word }) => word) : [])).join(" ");

it("asks for one sentence after the other, and all of them are the text", async () => {
  const { utterance, asked, events } = speak(null);
  utterance.push(OPENING);
  utterance.end();
  await vi.waitFor(() => expect(events.at(-1)).toEqual({ type: "done" }));
  expect(asked).toEqual([
    "This is an assistant of Test Dental. ",
    "This call is recorded. My name is Dr. Nora. Are you there?",
  ]);
  expect(asked.join("")).toBe(OPENING);
  expect(saidIn(events)).toBe(OPENING);
});

it("has told of the sentences before the one in which the voice stopped", async () => {
  const { utterance, events } = speak("recorded");
  utterance.push(OPENING);
  await vi.waitFor(() => expect(events.at(-1)).toMatchObject({ type: "failed" }));
  expect(saidIn(events)).toBe("This is an assistant of Test Dental.");
});
