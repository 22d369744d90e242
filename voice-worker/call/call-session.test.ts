import { readFile } from "node:fs/promises";
import { afterEach, describe, expect, it } from "vitest";
import { asSamples } from "#lib/audio/format";
import { splitStereo } from "#lib/audio/stereo";
import { calling, spoken } from "#lib/providers/llm/fake-llm";
import { estimateWords } from "#lib/providers/tts/estimated-words";
import { FAKE_WORD_MS } from "#lib/providers/tts/fake-tts";
import type { LlmEvent } from "#lib/providers/llm/port";
import { CallRig, type RigOptions, settled } from "./call-rig.fixture.ts";

let rig: CallRig;
afterEach(() => rig.remove());

const start = async (
  given: Record<string, unknown> = {},
  agent: Record<string, unknown> = {},
): Promise<CallRig> => (rig = await CallRig.start(given, { agent }));

/** Greeted: 600 ms of greeting were heard. */
const greeted = async (): Promise<CallRig> => {
  await start();
  await rig.pass(100);
  await rig.calleeSays("Hello?");
  await rig.pass(700);
  return rig;
};

describe("a call session", () => {
  it("answers a hello with the prepared greeting, without asking the voice again", async () => {
    await start();
    const before = rig.tts.utterances.length;
    await greetedOn(rig);
    expect(rig.tts.utterances).toHaveLength(before);
    expect(rig.journal.turns.map((turn) => [turn.index, turn.role, turn.text])).toEqual([
      [0, "callee", "Hello?"],
      [1, "agent", "Hello from Alex"],
    ]);
    // 100 ms of silence, 400 of speech, 260 until the recogniser was sure.
    expect(rig.journal.turns[1]).toMatchObject({ startedMs: 760, endedMs: 1360, latency: null });
  });

  it("does not greet into a hello that the recogniser has not made out yet", async () => {
    await start();
    rig.isLoud = true;
    await rig.pass(1500);
    expect(rig.played).toBe(0);
    rig.isLoud = false;
    await rig.pass(1300);
    expect(rig.played).toBeGreaterThan(0);
  });

  it("says the disclosure before the greeting and writes down when it had been heard", async () => {
    await start({}, { disclosure: "A machine calls." });
    await rig.pass(100);
    await rig.calleeSays("Hello?");
    await rig.pass(2000);
    expect(rig.journal.turns.map((turn) => turn.text)).toEqual([
      "Hello?",
      "A machine calls. Hello from Alex",
    ]);
    expect(rig.journal.order).toContainEqual(expect.stringMatching(/^disclosed 2/));
  });

  it("leaves the message behind a voicemail's tone and hangs up", async () => {
    await start(
      { voicemail: "leave_message" },
      { voicemailMessage: "Hello {{first_name}}, please call us." },
    );
    await rig.pass(100);
    await rig.calleeSays("You've reached Sam, leave a message after the tone.");
    await rig.pass(300);
    expect(rig.played).toBe(0);
    rig.toneHz = 1000;
    await rig.pass(400);
    rig.toneHz = null;
    await rig.pass(2500);
    expect(rig.journal.turns.map((turn) => [turn.role, turn.text])).toEqual([
      ["callee", "You've reached Sam, leave a message after the tone."],
      ["agent", "Hello Sam, please call us."],
    ]);
    expect(rig.hungUp).toEqual(["voicemail"]);
    rig.session.lineClosed("carrier");
    await settled();
    expect(rig.journal.ended).toMatchObject({ disposition: "voicemail_left", answeredBy: "voicemail" });
  });

  it("hangs up on a fax", async () => {
    await start();
    rig.toneHz = 2100;
    await rig.pass(1200);
    rig.toneHz = null;
    expect(rig.hungUp).toEqual(["fax"]);
    rig.session.lineClosed("carrier");
    await settled();
    expect(rig.journal.ended).toMatchObject({ disposition: "no_goal", answeredBy: "fax" });
  });

  it("replays to the recogniser what came before it was open", async () => {
    await start();
    await rig.pass(200);
    expect(rig.stream.receivedBytes).toBe(10 * 640);
  });

  it("gives the model what was heard, and stores latencies of the answer", async () => {
    await greeted();
    rig.llm.answerWith(spoken("Very good, I call about Monday."));
    await rig.calleeSays("Yes, this is Sam.");
    await rig.pass(1600);
    const request = rig.llm.requests[0];
    expect(request?.messages.slice(1)).toEqual([
      { role: "user", content: "Hello?" },
      { role: "assistant", content: "Hello from Alex" },
      { role: "user", content: "Yes, this is Sam." },
    ]);
    expect(request?.tools?.map((tool) => tool.name)).toContain("end_call");
    expect(rig.journal.turns.at(-1)).toMatchObject({
      role: "agent",
      text: "Very good, I call about Monday.",
      latency: {
        sttMs: 260,
        llmFirstTokenMs: 0,
        ttsFirstAudioMs: 0,
        addedMs: 0,
        totalMs: 260,
        speculative: false,
      },
    });
  });

  it("prepares an answer while the callee seems to be done, and plays it when they are", async () => {
    await greeted();
    rig.llm.answerWith(spoken("Very good, I call about Monday."));
    const before = rig.played;
    const commands = rig.sent.length;
    const end = await rig.calleePauses("Yes, this is Sam.");
    await rig.pass(200);
    expect(rig.stt.streams[0]?.options).toMatchObject({
      eagerEndOfTurnThreshold: 0.5,
      endOfTurnThreshold: 0.7,
    });
    expect(rig.llm.requests[0]?.messages.at(-1)).toEqual({ role: "user", content: "Yes, this is Sam." });
    expect(rig.tts.utterances.at(-1)?.ended).toBe(true);
    expect(rig.played).toBe(before);
    expect(rig.sent).toHaveLength(commands);
    await end();
    await rig.pass(20);
    expect(rig.played).toBe(before + 1);
    await rig.pass(1400);
    expect(rig.llm.requests).toHaveLength(1);
    expect(rig.journal.turns.at(-1)).toMatchObject({
      role: "agent",
      text: "Very good, I call about Monday.",
      latency: { sttMs: 260, addedMs: 0, totalMs: 260, speculative: true },
    });
  });

  it("plays nothing of what was prepared for a turn that went on", async () => {
    await greeted();
    rig.llm.answerWith(spoken("Very good, I call about Monday."), spoken("At ten."));
    const before = rig.played;
    await rig.calleePauses("Yes, this is Sam");
    rig.stream.emit({
      type: "turn_resumed",
      transcript: "Yes, this is Sam",
      words: [],
      audioEndMs: rig.clockMs,
    });
    expect(rig.llm.signals[0]?.aborted).toBe(true);
    expect(rig.tts.utterances.at(-1)?.cancelled).toBe(true);
    await rig.pass(300);
    expect(rig.played).toBe(before);
    await rig.calleeSays("Yes, this is Sam, when is it?");
    await rig.pass(1000);
    expect(rig.journal.turns.slice(-2).map((turn) => turn.text)).toEqual([
      "Yes, this is Sam, when is it?",
      "At ten.",
    ]);
    expect(rig.journal.turns.at(-1)?.latency).toMatchObject({ speculative: false, totalMs: 260 });
  });

  it("bridges the time that a tool takes, and speaks on with its result", async () => {
    await greeted();
    rig.llm.answerWith(calling(["look_up", { question: "price" }]), spoken("It costs twenty dollars."));
    await rig.calleeSays("What does it cost?");
    await rig.pass(600);
    const before = rig.played;
    await rig.pass(200);
    expect(rig.played).toBeGreaterThan(before);
    rig.looked.resolve("20 dollars");
    await rig.pass(2500);
    expect(rig.llm.requests[1]?.messages.at(-1)).toMatchObject({ role: "tool", content: "20 dollars" });
    expect(rig.journal.turns.slice(-2)).toMatchObject([
      { role: "tool", tool: { name: "look_up", result: "20 dollars" } },
      { role: "agent", text: "One moment, please. It costs twenty dollars." },
    ]);
  });

  it("tells the model of a tool that failed", async () => {
    await greeted();
    rig.llm.answerWith(calling(["look_up", {}]), spoken("I don't know."));
    await rig.calleeSays("What does it cost?");
    rig.looked.reject(new Error("down"));
    await rig.pass(100);
    expect(rig.llm.requests[1]?.messages.at(-1)).toMatchObject({ content: expect.stringMatching(/^error/) });
  });

  it("goes on where it was stopped for nothing, with what was not heard", async () => {
    await greeted();
    rig.llm.answerWith(spoken("One two three four five six seven eight."));
    await rig.calleeSays("Tell me more.");
    await rig.pass(700);
    const turn = { words: [], audioEndMs: rig.clockMs };
    rig.stream.emit({ type: "start_of_turn", transcript: "Uh what", ...turn });
    rig.stream.emit({ type: "end_of_turn", transcript: "", ...turn });
    await rig.pass(1200);
    expect(rig.tts.utterances.at(-1)?.text).toBe("four five six seven eight.");
    expect(rig.journal.turns.slice(-2).map((stored) => [stored.text, stored.interrupted])).toEqual([
      ["One two three", true],
      ["four five six seven eight.", false],
    ]);
  });

  it("measures the first word from the answer where nobody said hello", async () => {
    await start();
    rig.answeredAt = 1000 - 300;
    await rig.pass(1300);
    rig.session.lineClosed("callee");
    await settled();
    await settled();
    expect(rig.journal.ended).toMatchObject({ timeToFirstWordMs: 300 + 1200 });
  });

  it("stops within the same event when interrupted, and keeps only what was heard", async () => {
    await greeted();
    rig.llm.answerWith(spoken("One two three four five six seven eight."));
    await rig.calleeSays("Tell me more.");
    await rig.pass(700);
    const playedBefore = rig.played;
    rig.stream.emit({ type: "start_of_turn", transcript: "No wait", words: [], audioEndMs: rig.clockMs });
    expect(rig.sent.at(-1)).toBe("clear");
    expect(rig.journal.turns.at(-1)).toMatchObject({
      text: "One two three",
      generatedText: "One two three four five six seven eight.",
      interrupted: true,
    });
    await rig.pass(200);
    expect(rig.played).toBe(playedBefore);
  });

  it("aborts the model and drops what it still writes", async () => {
    await greeted();
    const { promise: gate, resolve } = Promise.withResolvers<void>();
    rig.llm.answerWith(async function* (): AsyncGenerator<LlmEvent> {
      yield { type: "text", text: "I wanted to tell you, " };
      await gate;
      yield { type: "text", text: "something late. " };
    });
    await rig.calleeSays("Go ahead please.");
    await rig.pass(100);
    rig.stream.emit({ type: "start_of_turn", transcript: "Actually no", words: [], audioEndMs: rig.clockMs });
    expect(rig.llm.signals[0]?.aborted).toBe(true);
    const utterances = rig.tts.utterances.length;
    resolve();
    await settled();
    expect(rig.tts.utterances).toHaveLength(utterances);
    expect(rig.tts.utterances.at(-1)?.cancelled).toBe(true);
  });

  it("hangs up when the farewell was heard, and writes one outcome at the end", async () => {
    await greeted();
    rig.llm.answerWith(
      calling(
        ["set_outcome", { disposition: "goal_achieved" }],
        ["end_call", { farewell: "Thank you, bye." }],
      ),
    );
    await rig.calleeSays("Yes, that is fine.");
    await rig.pass(500);
    expect(rig.hungUp).toEqual([]);
    await rig.pass(200);
    expect(rig.hungUp).toEqual(["goodbye"]);
    rig.session.closed();
    await settled();
    await settled();
    expect(rig.journal.ended).toMatchObject({
      disposition: "goal_achieved",
      answeredBy: "human",
      endedBy: "agent",
      endReason: "goodbye",
      timeToFirstWordMs: 260,
    });
    expect(rig.journal.order.at(-1)).toBe("end");
    expect(rig.stream.closed).toBe(true);
  });

  it("writes an opt-out before the goodbye is spoken", async () => {
    await greeted();
    const { promise: gate, resolve } = Promise.withResolvers<void>();
    rig.journal.optOutGate = gate;
    const playedBefore = rig.played;
    await rig.calleeSays("Never call me again.");
    await rig.pass(300);
    expect(rig.played).toBe(playedBefore);
    resolve();
    await settled();
    await rig.pass(100);
    expect(rig.played).toBeGreaterThan(playedBefore);
    expect(rig.llm.requests).toEqual([]);
    await rig.pass(4000);
    expect(rig.hungUp).toEqual(["opted_out"]);
    expect(rig.journal.order.slice(-2)[0]).toBe("opt_out said");
  });

  it("apologises from a prepared sentence when model or voice fail, then ends with an error", async () => {
    await greeted();
    rig.llm.answerWith(new Error("down"));
    const utterances = rig.tts.utterances.length;
    await rig.calleeSays("Tell me more.");
    await rig.pass(2500);
    expect(rig.journal.turns.at(-1)?.text).toContain("technical problem");
    expect(rig.tts.utterances).toHaveLength(utterances);
    expect(rig.hungUp).toEqual(["llm_failed"]);
    rig.session.closed();
    await settled();
    await settled();
    expect(rig.journal.ended).toMatchObject({ disposition: "error", endedBy: "error" });
  });

  it("opens the recogniser again when it is lost, with its words on the call's clock", async () => {
    await greeted();
    rig.stream.emit({ type: "lost", error: new Error("1011") });
    const lostAt = rig.clockMs;
    await rig.pass(400);
    expect(rig.stt.streams).toHaveLength(2);
    rig.llm.answerWith(spoken("Fine."));
    rig.stream.emit({
      type: "end_of_turn",
      transcript: "Yes please",
      words: [{ word: "Yes", startMs: 100, endMs: 300 }],
      audioEndMs: 400,
    });
    expect(rig.journal.turns.at(-1)).toMatchObject({ startedMs: lostAt + 100, endedMs: lostAt + 300 });
  });

  it("apologises when it can't hear any more", async () => {
    await greeted();
    rig.stt.refusals.push(new Error("no"), new Error("no"));
    rig.stream.emit({ type: "lost", error: new Error("1011") });
    await rig.pass(3000);
    expect(rig.hungUp).toEqual(["stt_failed"]);
  });

  it("goes on in time when no frames come", async () => {
    await greeted();
    rig.stall(8000);
    await settled();
    rig.stall(100);
    expect(rig.journal.events.at(-1)).toMatchObject({ type: "session.state", data: { state: "speaking" } });
  });

  it("asks its host why a line was dropped, and ends as it is told", async () => {
    await greeted();
    rig.session.closed();
    expect(rig.dropped).toBe(1);
    rig.session.lineClosed("callee");
    await settled();
    await settled();
    expect(rig.journal.ended).toMatchObject({ disposition: "hung_up", endedBy: "callee" });
  });

  it("passes over frames of a wrong size", async () => {
    await start();
    await rig.pass(20);
    rig.session.frame(Buffer.alloc(100));
    expect(rig.stream.receivedBytes).toBe(640);
  });

  it("records what was played, where it was played", async () => {
    await greeted();
    rig.llm.answerWith(spoken("One two three four five six seven eight."));
    await rig.calleeSays("Tell me more.");
    await rig.pass(400);
    rig.stream.emit({ type: "start_of_turn", transcript: "No wait", words: [], audioEndMs: rig.clockMs });
    await rig.pass(300);
    const lengthMs = rig.clockMs;
    rig.session.lineClosed("callee");
    while (rig.recording === null) await settled();
    expect(rig.recording.durationS).toBeCloseTo(lengthMs / 1000, 6);
    const file = await readFile(rig.recording.path);
    const { left, right } = splitStereo(asSamples(file.subarray(44)));
    // Twice 400 ms of callee.
    expect(left.filter((sample) => sample === 0x0505)).toHaveLength(800 * 16);
    // The greeting's 600 ms and 400 ms of the answer; what the clear dropped is not in it.
    expect(right.filter((sample) => sample !== 0)).toHaveLength((600 + 400) * 16);
    const [, greeting] = rig.journal.turns;
    expect(right.findIndex((sample) => sample !== 0)).toBe((greeting?.startedMs ?? 0) * 16);
  });
});

async function greetedOn(rig: CallRig): Promise<void> {
  await rig.pass(100);
  await rig.calleeSays("Hello?");
  await rig.pass(700);
}

/** The voice tells no times: they are worked out from the text. */
const withEstimatedWords: NonNullable<RigOptions["providersOf"]> = ({ stt, llm, tts }) => {
  const speak = tts.speak.bind(tts);
  tts.speak = (options, onEvent) =>
    speak(options, (event) => {
      if (event.type !== "words") return onEvent(event);
      const text = event.words.map(({ word }) => word).join(" ");
      const fromMs = event.words[0]?.startMs ?? 0;
      const words = estimateWords(text, event.words.length * FAKE_WORD_MS, fromMs);
      onEvent({ type: "words", words });
    });
  return { stt, llm, tts };
};

describe("a loudspeaker that sends our voice back", () => {
  const TEXT = "We do it at our extraordinarily comfortable neighbourhood establishment, so it is up to you";

  it("is no interruption by a voice that does not tell when it says what", async () => {
    rig = await CallRig.start({}, { providersOf: withEstimatedWords });
    await greetedOn(rig);
    rig.llm.answerWith(spoken(TEXT));
    await rig.calleeSays("Yes, this is Sam.");
    const saidAtMs = rig.clockMs;
    const echo = TEXT.split(" ").map((word, i) => {
      const startMs = saidAtMs + i * FAKE_WORD_MS + 400;
      return { word, startMs, endMs: startMs + FAKE_WORD_MS };
    });
    for (let n = 1; n <= echo.length; n += 1) {
      await rig.pass(FAKE_WORD_MS);
      const words = echo.slice(0, n);
      const transcript = words.map(({ word }) => word).join(" ");
      rig.stream.emit({ type: "update", transcript, words, audioEndMs: rig.clockMs });
    }
    await rig.pass(1000);
    expect(rig.sent).not.toContain("clear");
    expect(rig.journal.turns.at(-1)).toMatchObject({ role: "agent", text: TEXT, interrupted: false });
  });
});

describe("a line that is lost in mid-sentence", () => {
  it("says again what was not heard, and records the gap as silence", async () => {
    await greeted();
    rig.llm.answerWith(spoken("One two three four five six seven eight."));
    await rig.calleeSays("Yes, this is Sam.");
    await rig.pass(500);
    const startedMs = rig.clockMs;
    await rig.loseLine(1000);
    expect(rig.clockMs - startedMs).toBe(1000);
    await rig.pass(6000);
    const turn = rig.journal.turns.findLast((one) => one.role === "agent");
    expect(turn).toMatchObject({ text: "One two three four five six seven eight.", interrupted: false });
    const lastedMs = rig.clockMs;
    expect(rig.dropped).toBe(1);
    rig.session.lineClosed("carrier");
    while (rig.recording === null) await settled();
    expect(rig.recording.durationS).toBeCloseTo(lastedMs / 1000, 1);
  });

  it("hears on its own clock afterwards", async () => {
    await greeted();
    await rig.loseLine(2000);
    const saidAtMs = rig.clockMs;
    await rig.calleeSays("Are you there?");
    const turn = rig.journal.turns.findLast((one) => one.role === "callee");
    expect(turn).toMatchObject({ text: "Are you there?", startedMs: saidAtMs });
  });
});
