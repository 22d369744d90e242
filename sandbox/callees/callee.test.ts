import { describe, expect, it } from "vitest";
import { talk } from "./talk.ts";

const INTRO = "Hello, this is Maya from Acme. Am I speaking with Jordan?";
const PITCH = "The reason I'm calling is that your check-up is due. Would that be all right with you?";
const LEAVE = "Wonderful, thank you very much. Have a great day. Goodbye.";
/** Which of these frequencies is the strongest (Goertzel). */
function loudestHz(samples: Int16Array, candidates: number[]): number {
  const power = candidates.map((hz) => {
    const turn = 2 * Math.cos((2 * Math.PI * hz) / 16_000);
    let [before, last] = [0, 0];
    for (const sample of samples) [before, last] = [last, sample + turn * last - before];
    return last ** 2 + before ** 2 - turn * last * before;
  });
  return candidates[power.indexOf(Math.max(...power))] ?? 0;
}
const number = (nn: string): string => `141555501${nn}`;

describe("a friendly person (00)", () => {
  it("says hello first, agrees, and says goodbye back before hanging up", async () => {
    const call = await talk(number("00"), { lines: [INTRO, PITCH, LEAVE] }, 60_000);
    expect(call.said).toEqual(["Hello?", "Yes, speaking.", "Yes, that sounds good.", "Thank you, goodbye."]);
    expect(call.heard).toEqual([INTRO, PITCH, LEAVE]);
    expect(call.overlapFrames).toBe(0);
    expect(call.hungUpAtMs).not.toBeNull();
  });

  it("goes by sound when the voice is one that nobody here knows", { timeout: 60_000 }, async () => {
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

  it("08 names a time, and 17 is somebody else", async () => {
    const later = await talk(number("08"), { lines: [INTRO, LEAVE] }, 60_000);
    expect(later.said).toEqual(["Hello?", "This is a bad moment. Please call me tomorrow at ten.", "Bye."]);
    const stranger = await talk(number("17"), { lines: [INTRO, PITCH] }, 60_000);
    expect(stranger.said.slice(1)).toEqual([
      "I'm sorry, you have the wrong number. There is nobody by that name here.",
      "It is the wrong number. Goodbye.",
    ]);
    expect(stranger.hungUpAtMs).not.toBeNull();
  });

  it("09 asks for a person, waits in silence for them, and tells them what it is about", async () => {
    const lines = [
      INTRO,
      "One moment, I am connecting you to a colleague.",
      "Front desk, how can I help you?",
      LEAVE,
    ];
    const call = await talk(number("09"), { lines, patienceMs: 4000 }, 60_000);
    expect(call.said).toEqual([
      "Hello?",
      "I would rather speak to a real person, please.",
      "Hello. I would like to change my appointment.",
      "Thank you, goodbye.",
    ]);
    expect(call.hungUpAtMs).not.toBeNull();
  });

  it("09 wants a call back when nobody can take the call", async () => {
    const lines = [INTRO, "One moment, I am connecting you.", "I am sorry, nobody is free right now.", LEAVE];
    const call = await talk(number("09"), { lines, patienceMs: 4000 }, 60_000);
    expect(call.said.slice(2)).toEqual(["Then please call me back tomorrow at ten.", "Thank you, goodbye."]);
  });

  it("13 stops in mid-sentence and goes on after a second", async () => {
    const call = await talk(number("13"), { lines: [INTRO, PITCH], patienceMs: 2500 }, 30_000);
    expect(call.said).toEqual(["Hello?", "Yes, speaking.", "Yes, I think", "that sounds good to me."]);
    expect(call.overlapFrames).toBe(0);
    const [first, second] = call.saidAtMs.slice(2) as [number, number];
    expect(second - first).toBe(1000 + 3 * 300);
  });

  it("14 murmurs while the agent speaks, and answers when it has done", async () => {
    const call = await talk(number("14"), { lines: [INTRO, PITCH, LEAVE] }, 60_000);
    expect(call.said).toEqual([
      "Hello?",
      "Yes, speaking.",
      "Mm-hmm.",
      "Okay.",
      "Yes, that sounds good.",
      "Mm-hmm.",
      "Thank you, goodbye.",
    ]);
    expect(call.heard).toEqual([INTRO, PITCH, LEAVE]);
    expect(call.overlapFrames).toBeGreaterThan(0);
  });

  it("18 asks for name and reason, then somebody friendly picks up", async () => {
    const lines = ["This is Maya from Acme about a check-up.", "Thank you.", INTRO, PITCH, LEAVE];
    const call = await talk(number("18"), { lines }, 90_000);
    expect(call.said[0]).toMatch(/state your name and why you are calling\.$/);
    expect(call.said.slice(1)).toEqual([
      "Thank you. Please stay on the line.",
      "Hello?",
      "Yes, speaking.",
      "Yes, that sounds good.",
      "Thank you, goodbye.",
    ]);
  });

  it("19 says its menu three times, whoever speaks, and hangs up", async () => {
    const call = await talk(number("19"), { lines: [INTRO] }, 120_000);
    expect(call.said).toHaveLength(3);
    expect(new Set(call.said).size).toBe(1);
    expect(call.said[0]).toMatch(/press one/);
    expect(call.hungUpAtMs).not.toBeNull();
  });

  it("20 spells an e-mail address and a phone number when asked", async () => {
    const lines = [INTRO, "What is your e-mail address?", "And what is the best phone number to reach you?"];
    const call = await talk(number("20"), { lines }, 30_000);
    expect(call.said.slice(1)).toEqual([
      "Yes, speaking.",
      "Sure. It is J, O, R, D, A, N, dot, L, E, E, at example dot com.",
      "It is four one five, five five five, zero one two zero.",
    ]);
  });

  it("21 agrees in Spanish, and tells an agent without Spanish so", async () => {
    const lines = ["Hola, soy Maya de Acme. ¿Hablo con Jordan?", "¿Le parece bien?", "Gracias. Adiós."];
    const understood = await talk(number("21"), { lines }, 60_000);
    expect(understood.said).toEqual(["¿Hola?", "Sí, soy yo.", "Sí, me parece bien.", "Gracias, adiós."]);
    const foreign = await talk(number("21"), { lines: [INTRO, "I only speak English. Goodbye."] }, 60_000);
    expect(foreign.said.slice(1)).toEqual([
      "Lo siento, no hablo inglés. ¿Habla usted español?",
      "Gracias, adiós.",
    ]);
  });

  it("22 is a fax machine: its answer tone, then its flags until it gives up", async () => {
    const call = await talk(number("22"), { lines: [] }, 60_000);
    expect(call.said).toEqual([]);
    expect(call.hungUpAtMs).toBeGreaterThan(34_000);
    expect(loudestHz(call.calleeSound.subarray(16_000, 32_000), [1000, 1650, 1850, 2100])).toBe(2100);
    expect(loudestHz(call.calleeSound.subarray(16_000 * 4, 16_000 * 4.5), [1000, 1650, 2100])).toBe(1650);
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

  it(
    "23 is heard with the agent's own voice, which comes back over the loudspeaker",
    { timeout: 60_000 },
    async () => {
      const call = await talk(number("23"), { lines: [INTRO, LEAVE] }, 60_000);
      expect(call.said).toEqual(["Hello?", "Yes, speaking.", "Thank you, goodbye."]);
      expect(call.arrived).toBe(`Hello? ${INTRO} Yes, speaking. ${LEAVE} Thank you, goodbye.`);
    },
  );

  it("24 is understood through the hiss of an 8 kHz line", { timeout: 60_000 }, async () => {
    const call = await talk(number("24"), { lines: [INTRO, LEAVE] }, 60_000);
    expect(call.arrived).toBe("Hello? Yes, speaking. Thank you, goodbye.");
  });
});
