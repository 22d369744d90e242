import { describe, expect, it } from "vitest";
import { speak } from "./speak.ts";

describe("speaking", () => {
  it("makes a text once, also while it is being made", async () => {
    const [first, second] = await Promise.all([speak("Good morning.", "slt"), speak("Good morning.", "slt")]);
    expect(first).toBe(second);
    expect(await speak(" Good morning. ", "slt")).toBe(first);
    expect(await speak("Good morning.", "kal")).not.toBe(first);
  });

  it.each(["slt", "rms", "awb", "kal"] as const)(
    "gives 16 kHz audio and times for the voice %s",
    async (voice) => {
      const { pcm, words } = await speak("I would like to talk to you about your order.", voice);
      expect(words.map((w) => w.word).join(" ")).toBe("I would like to talk to you about your order.");
      expect(words.at(-1)?.endMs).toBeLessThanOrEqual(pcm.length / 16);
      expect(pcm.length / 16_000).toBeGreaterThan(1.5);
      expect(pcm.length / 16_000).toBeLessThan(5);
      expect(Math.max(...pcm)).toBeGreaterThan(3000);
    },
  );

  it("speaks faster when asked", async () => {
    const plain = await speak("How are you today?", "rms");
    const quick = await speak("How are you today?", "rms", 1.5);
    expect(quick.pcm.length / plain.pcm.length).toBeLessThan(0.8);
  });

  it("gives texts that sound alike their own samples, and the same ones each time", async () => {
    const [statement, question] = [await speak("Hello.", "slt"), await speak("Hello,", "slt")];
    expect(statement.pcm).not.toEqual(question.pcm);
    expect(statement.pcm.every((s, i) => Math.abs(s - (question.pcm[i] ?? 0)) <= 2)).toBe(true);
  });

  it("is silent without words, and bears any text", async () => {
    expect(await speak("  — ", "slt")).toEqual({ pcm: new Int16Array(0), words: [] });
    for (const text of ["-t", "--help", "a\0b", "日本語", "<speak>Hi</speak>", "x".repeat(300)])
      expect((await speak(text, "kal")).pcm).toBeInstanceOf(Int16Array);
  });

  it("leaves the thread it is asked from alone", async () => {
    let turns = 0;
    const counting = setInterval(() => (turns += 1), 1);
    await speak("This is a long sentence that takes Flite a good while to say, longer than a frame.", "slt");
    clearInterval(counting);
    expect(turns).toBeGreaterThan(3);
  });
});
