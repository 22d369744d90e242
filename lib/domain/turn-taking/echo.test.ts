import { describe, expect, it } from "vitest";
import { withoutEcho } from "./echo.ts";
import type { TimedWord } from "./heard-text.ts";
import { greeted, only, type Rehearsal, turns } from "./rehearsal.fixture.ts";

const timed = (text: string, fromMs: number, everyMs = 300): TimedWord[] =>
  text.split(" ").map((word, i) => ({
    word,
    startMs: fromMs + i * everyMs,
    endMs: fromMs + i * everyMs + everyMs - 20,
  }));
const OURS = timed("would tuesday at ten work for you", 1000);
const left = (words: TimedWord[], ours = OURS, hasEcho = true): string =>
  withoutEcho({ transcript: words.map(({ word }) => word).join(" "), words }, ours, hasEcho).transcript;

/** The same by a voice that does not tell when it says what; in truth it begins slowly and ends in a hurry. */
const GUESSED = OURS.map((word, i) => ({ ...word, offMs: 150 * Math.min(i, OURS.length - i) }));
const REAL_MS = [0, 500, 950, 1350, 1550, 1700, 1850];
const really = (from: number, to: number, delayMs: number): TimedWord[] =>
  OURS.slice(from, to).map(({ word }, i) => {
    const startMs = 1000 + (REAL_MS[from + i] ?? 0) + delayMs;
    return { word, startMs, endMs: startMs + 140 };
  });

const untimed = (transcript: string) => withoutEcho({ transcript, words: [] }, OURS, true).transcript;

describe("an echo of our own voice", () => {
  it.each([0, 120, 400, 780])("is nobody's speech, %d ms late", (delayMs) => {
    expect(left(timed("Would Tuesday at ten work for you?", 1000 + delayMs))).toBe("");
  });

  it("is known in part, and when some of it was misheard", () => {
    expect(left(timed("tuesday at ten", 1300 + 200))).toBe("");
    expect(left(timed("would choose day at ten work for ewe", 1000 + 150, 260))).toBe("");
    expect(left(timed("would tuesdays at then worked for you", 1000 + 150))).toBe("");
  });

  it("leaves what the callee says over it and after it", () => {
    expect(left([...timed("would tuesday at", 1200), ...timed("no wait please", 2100)])).toBe(
      "no wait please",
    );
    expect(left([...timed("would tuesday at ten", 1200), ...timed("stop", 2400)])).toBe("stop");
    expect(left([...timed("tuesday at ten work for you", 1500), ...timed("Yes.", 4000)])).toBe("Yes.");
  });

  it("is not what they say when we have fallen silent, though it be our own words", () => {
    expect(left(timed("Tuesday at ten works.", 3400))).toBe("Tuesday at ten works.");
    expect(left(timed("you", 3600))).toBe("you");
  });

  it("is not a word or two in common", () => {
    expect(left(timed("what about you then", 1900))).toBe("what about you then");
  });

  it("is only feared of a lone word while the line has shown none", () => {
    const words = timed("tuesday", 1400);
    expect(withoutEcho({ transcript: "tuesday", words }, OURS, false)).toMatchObject({
      transcript: "tuesday",
      mayBeEcho: true,
    });
    expect(left(words)).toBe("");
  });

  it("is known where the voice has not told its times, as far as they can be off", () => {
    expect(left(really(0, 7, 700), GUESSED)).toBe("");
    expect(left(really(2, 4, 150), GUESSED)).toBe("");
    expect(left(really(2, 4, 150))).not.toBe("");
    expect(left(timed("Tuesday at ten works.", 3900), GUESSED)).toBe("Tuesday at ten works.");
    expect(left(timed("for", 3900), GUESSED)).toBe("for");
  });

  it("needs several words where the recogniser gives no times", () => {
    expect(untimed("tuesday at ten work")).toBe("");
    expect(untimed("tuesday")).toBe("tuesday");
  });
});

const hear = (call: Rehearsal, words: TimedWord[], type: "callee.speech" | "callee.ended"): void => {
  const { agent } = call.state;
  if (agent?.startedMs !== undefined && agent?.startedMs !== null)
    call.send({ type: "played", generation: agent.generation, heardMs: call.now - agent.startedMs });
  call.send({ type, transcript: words.map(({ word }) => word).join(" "), words });
};

describe("on a speakerphone", () => {
  const TEXT = "I am calling about your appointment on Monday at ten.";
  /** We are in the middle of an answer; `at` is when its first word sounded. */
  const talking = (): { call: Rehearsal; at: number } => {
    const call = greeted();
    call.calleeSays("Yes, this is Sam.");
    call.modelWrites(TEXT);
    const at = call.now;
    call.voiceDelivers();
    return { call, at };
  };
  const echo = (at: number, from: number, to: number): TimedWord[] => timed(TEXT, at + 250).slice(from, to);

  it("we speak on through our echo, and it is no turn", () => {
    const { call, at } = talking();
    const turnsBefore = turns(call).length;
    for (let n = 1; n <= 10; n++) {
      call.wait(300);
      hear(call, echo(at, 0, n), "callee.speech");
    }
    hear(call, echo(at, 0, 10), "callee.ended");
    expect(only(call.effects, "clear")).toEqual([]);
    call.send({ type: "played.all", generation: call.generation });
    expect(call.state.phase).toBe("listening");
    expect(turns(call)).toHaveLength(turnsBefore + 1);
    expect(call.state.history.at(-1)).toMatchObject({ role: "agent", text: TEXT });
  });

  it("our echo is known also when the voice kept us waiting in the middle of a sentence", () => {
    const call = greeted();
    call.calleeSays("Yes, this is Sam.");
    call.modelWrites(TEXT);
    const at = call.now;
    const { generation } = call;
    const words = timed(TEXT, 0);
    const heardMs = words[4]?.endMs ?? 0;
    call.send(
      { type: "speech.audio", generation, sentMs: heardMs },
      { type: "speech.words", generation, words: words.slice(0, 5) },
    );
    call.wait(heardMs + 1_200);
    const totalMs = words.at(-1)?.endMs ?? 0;
    call.send(
      { type: "speech.audio", generation, sentMs: totalMs },
      { type: "speech.words", generation, words: words.slice(5) },
      { type: "speech.end", generation, totalMs },
    );
    call.wait(totalMs - heardMs);
    const late = [...echo(at, 0, 5), ...echo(at + 1_200, 5, 10)];
    hear(call, late, "callee.speech");
    hear(call, late, "callee.ended");
    expect(only(call.effects, "clear")).toEqual([]);
    expect(turns(call).at(-1)?.text).not.toContain(words[6]?.word);
    expect(call.state.callee).toBeNull();
  });

  it("our echo is known by what we say where the voice tells only at the end when it said it", () => {
    const call = greeted();
    call.calleeSays("Yes, this is Sam.");
    call.modelWrites(TEXT);
    const at = call.now;
    call.send({ type: "speech.audio", generation: call.generation, sentMs: 3000 });
    for (let n = 1; n <= 4; n++) {
      call.wait(300);
      hear(call, echo(at, 0, n), "callee.speech");
    }
    expect(only(call.effects, "clear")).toEqual([]);
    hear(call, [...echo(at, 0, 4), ...timed("no wait please", call.now)], "callee.speech");
    expect(only(call.effects, "clear")).toHaveLength(1);
  });

  it("our echo is known also when the carrier began to play late what we had sent", () => {
    const { call, at } = talking();
    const lateMs = 700;
    for (let n = 1; n <= 10; n++) {
      call.wait(n === 1 ? lateMs + 600 : 300);
      const heardMs = call.now - at - lateMs;
      call.send({ type: "played", generation: call.generation, heardMs });
      const words = echo(at + lateMs, 0, n);
      call.send({ type: "callee.speech", transcript: words.map(({ word }) => word).join(" "), words });
    }
    expect(only(call.effects, "clear")).toEqual([]);
    expect(call.state.callee?.transcript).toBe("");
  });

  it("the last of the echo, which comes when we are done, is no answer", () => {
    const { call, at } = talking();
    call.wait(3000);
    hear(call, echo(at, 0, 8), "callee.speech");
    call.send({ type: "played.all", generation: call.generation });
    call.wait(300);
    hear(call, echo(at, 0, 10), "callee.ended");
    expect(only(call.effects, "start_reply")).toHaveLength(1);
    expect(call.state.deadlines.silence).toBeGreaterThan(call.now);
  });

  it("they can interrupt over the echo", () => {
    const { call, at } = talking();
    call.wait(1500);
    hear(call, echo(at, 0, 4), "callee.speech");
    expect(call.state.agent).not.toBeNull();
    call.wait(600);
    hear(call, [...echo(at, 0, 4), ...timed("wait who is this", call.now - 500, 100)], "callee.speech");
    expect(call.state.agent).toBeNull();
    expect(call.state.callee?.transcript).toBe("wait who is this");
  });

  it("they can answer in the same breath", () => {
    const { call, at } = talking();
    call.wait(3200);
    hear(call, echo(at, 0, 9), "callee.speech");
    call.send({ type: "played.all", generation: call.generation });
    call.wait(1500);
    hear(call, [...echo(at, 0, 10), ...timed("Yes.", call.now - 300)], "callee.ended");
    expect(turns(call).at(-1)).toMatchObject({ role: "callee", text: "Yes." });
    expect(only(call.effects, "start_reply")).toHaveLength(2);
  });

  it("a word that we both say at once stays theirs", () => {
    const { call, at } = talking();
    call.wait(1900);
    hear(call, timed("appointment", at + 1700), "callee.speech");
    expect(call.state.agent).not.toBeNull();
    hear(call, timed("appointment", at + 1700), "callee.ended");
    expect(turns(call).at(-1)).toMatchObject({ role: "callee", text: "appointment" });
    // Nor does it want an answer in the middle of our sentence.
    call.send({ type: "played.all", generation: call.generation });
    expect(only(call.effects, "start_reply")).toHaveLength(1);
  });
});
