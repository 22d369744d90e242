import { describe, expect, it } from "vitest";
import { talk } from "./talk.ts";

const INTRO = "Hello, this is Maya from Acme. Am I speaking with Jordan?";
const PITCH = "The reason I'm calling is that your check-up is due. Would that be all right with you?";
const LEAVE = "Wonderful, thank you very much. Have a great day. Goodbye.";
const number = (nn: string): string => `141555501${nn}`;

describe("a friendly person (00)", () => {
  it("says hello first, agrees, and says goodbye back before hanging up", async () => {
    const call = await talk(number("00"), { lines: [INTRO, PITCH, LEAVE] }, 60_000);
    expect(call.said).toEqual(["Hello?", "Yes, speaking.", "Yes, that sounds good.", "Thank you, goodbye."]);
    expect(call.heard).toEqual([INTRO, PITCH, LEAVE]);
    expect(call.overlapFrames).toBe(0);
    expect(call.hungUpAtMs).not.toBeNull();
  });

  it("goes by sound when the voice is one that nobody here knows", async () => {
    const call = await talk(number("00"), { lines: [INTRO, PITCH], isForeign: true }, 15_000);
    expect(call.said).toEqual(["Hello?", "Yes, speaking.", "Yes, that sounds good."]);
    expect(call.heard).toEqual([]);
  });

  it("asks into a long silence, and gives up", async () => {
    const call = await talk(number("00"), { lines: [] }, 90_000);
    expect(call.said).toEqual(["Hello?", "Hello? Are you there?"]);
    expect(call.hungUpAtMs).toBeGreaterThan(40_000);
  });
});

describe("the others", () => {
  it("06 is not interested, and says so again to somebody who goes on", async () => {
    const polite = await talk(number("06"), { lines: [INTRO, LEAVE] }, 60_000);
    expect(polite.said).toEqual(["Hello?", "I'm not interested, thank you.", "Bye."]);
    const stubborn = await talk(number("06"), { lines: [INTRO, PITCH] }, 60_000);
    expect(stubborn.said.at(-1)).toBe("No, really, I'm not interested. Goodbye.");
    expect(stubborn.hungUpAtMs).not.toBeNull();
  });

  it("07 wants off the list, and stays on the line until the agent has answered", async () => {
    const call = await talk(number("07"), { lines: [INTRO, "I understand. Goodbye."] }, 60_000);
    expect(call.said).toEqual(["Hello?", "Never call me again. Take me off your list.", "Bye."]);
    expect(call.heard).toEqual([INTRO, "I understand. Goodbye."]);
  });

  it("10 breaks into the second utterance once, then agrees", async () => {
    const lines = [INTRO, PITCH, "There is no charge. Would that be all right with you?", LEAVE];
    const call = await talk(number("10"), { lines, yields: true }, 60_000);
    expect(call.said).toEqual([
      "Hello?",
      "Yes, speaking.",
      "Wait, sorry, how much does it cost?",
      "Yes, that sounds good.",
      "Thank you, goodbye.",
    ]);
    expect(call.heard[1]).toMatch(/^The reason I'm calling/);
    expect(PITCH.startsWith(call.heard[1] ?? "")).toBe(true);
    expect(call.heard[1]?.length).toBeLessThan(PITCH.length / 2);
    expect(call.overlapFrames).toBe(1);
  });

  it("10 breaks into a first utterance that does not end", async () => {
    const call = await talk(number("10"), { lines: [`${INTRO} ${PITCH} ${PITCH}`], yields: true }, 30_000);
    expect(call.said.slice(0, 2)).toEqual(["Hello?", "Wait, sorry, how much does it cost?"]);
  });

  it("11 never says anything and never hangs up", async () => {
    const call = await talk(number("11"), { lines: [INTRO, PITCH], speaksFirst: true }, 120_000);
    expect(call).toMatchObject({ said: [], heard: [INTRO], hungUpAtMs: null });
  });

  it("12 hangs up after a few seconds, 38 at once", async () => {
    const hasty = await talk(number("12"), { lines: [PITCH] }, 60_000);
    expect(hasty.said).toEqual(["Hello?"]);
    expect(hasty.hungUpAtMs).toBeGreaterThanOrEqual(4000);
    expect(hasty.hungUpAtMs).toBeLessThanOrEqual(6020);
    expect((await talk(number("38"), { lines: [] }, 60_000)).hungUpAtMs).toBeLessThanOrEqual(220);
  });

  it("03 greets, beeps, and records for a minute", async () => {
    const call = await talk(number("03"), { lines: ["Hello."] }, 120_000);
    expect(call.said).toHaveLength(1);
    expect(call.said[0]).toMatch(/after the tone\.$/);
    expect(call.beepAtMs).toBeGreaterThan(5000);
    expect((call.hungUpAtMs ?? 0) - (call.beepAtMs ?? 0)).toBeGreaterThan(55_000);
  });

  it("hears what was played of an utterance that was cut off by the end of the call", async () => {
    const call = await talk(number("12"), { lines: [`${PITCH} ${PITCH}`] }, 60_000);
    expect(call.heard).toHaveLength(1);
    expect(`${PITCH} ${PITCH}`.startsWith(call.heard[0] ?? "?")).toBe(true);
  });
});
