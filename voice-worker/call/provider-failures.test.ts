import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UsageMeter } from "#lib/domain/cost/usage-meter";
import { ProviderError } from "#lib/providers/errors";
import { createFailover } from "#lib/providers/failover/for-call";
import type { ProviderFailover } from "#lib/providers/failover/candidate";
import { FakeLlm, spoken } from "#lib/providers/llm/fake-llm";
import { FakeStt } from "#lib/providers/stt/fake-stt";
import { FakeTts } from "#lib/providers/tts/fake-tts";
import { CallRig, settled } from "./call-rig.fixture.ts";

let rig: CallRig;
let other: { stt: FakeStt; llm: FakeLlm; tts: FakeTts };
let told: ProviderFailover[];

/** A call that was greeted, and whose providers each have one that stands in. */
beforeEach(async () => {
  other = { stt: new FakeStt(), llm: new FakeLlm(), tts: new FakeTts() };
  told = [];
  const providersOf = (given: CallRig) =>
    createFailover(
      { stt: given.stt, llm: given.llm, tts: given.tts },
      {
        stt: [{ label: "other", provider: other.stt }],
        llm: [{ label: "other", provider: other.llm }],
        tts: [{ label: "other", provider: other.tts }],
      },
      () => given.clockMs,
    )((failover) => told.push(failover), new UsageMeter());
  rig = await CallRig.start({}, { providersOf });
  await rig.pass(100);
  await rig.calleeSays("Hello?");
  await rig.pass(700);
});
afterEach(() => rig.remove());

const agentTurns = (): string[] =>
  rig.journal.turns.filter(({ role }) => role === "agent").map(({ text }) => text);

describe("a call whose provider fails", () => {
  it("is answered by another model, and says nothing twice", async () => {
    rig.llm.answerWith(function* () {
      yield { type: "text", text: "Very good, I call about" };
      throw new ProviderError("groq", "timeout");
    });
    other.llm.answerWith(spoken("Very good, I call about Monday."));
    await rig.calleeSays("Yes.");
    await rig.pass(2000);
    expect(agentTurns().at(-1)).toBe("Very good, I call about Monday.");
    expect(told.map(({ service }) => service)).toEqual(["llm"]);
  });

  it("is spoken in another voice", async () => {
    rig.tts.isDead = true;
    rig.llm.answerWith(spoken("I call about Monday."));
    await rig.calleeSays("Yes.");
    await rig.pass(2000);
    expect(agentTurns().at(-1)).toBe("I call about Monday.");
    expect(rig.hungUp).toEqual([]);
  });

  it("is understood by another recogniser, which hears what was not understood yet", async () => {
    const words = [{ word: "Yes", startMs: 0, endMs: 200 }];
    await rig.pass(200);
    for (let i = 0; i < 3; i++) {
      rig.stream.emit({ type: "lost", error: new ProviderError("deepgram", "broken") });
      await settled();
    }
    rig.llm.answerWith(spoken("I call about Monday."));
    const stream = other.stt.streams[0];
    expect(stream?.receivedBytes).toBeGreaterThan(0);
    stream?.emit({ type: "start_of_turn", transcript: "Yes", words, audioEndMs: 300 });
    stream?.emit({ type: "end_of_turn", transcript: "Yes", words, audioEndMs: 300 });
    await rig.pass(2000);
    expect(agentTurns().at(-1)).toBe("I call about Monday.");
  });
});

const apologised = async (): Promise<void> => {
  await rig.pass(6000);
  expect(agentTurns().at(-1)).toBe("I'm sorry, we are having a technical problem. Goodbye.");
  expect(rig.hungUp).toHaveLength(1);
  rig.session.lineClosed("carrier");
  await settled();
  expect(rig.journal.ended?.disposition).toBe("error");
};

describe("a call that nobody can help", () => {
  it("apologises once, in the sentence that was prepared, when there is no voice at all", async () => {
    rig.tts.isDead = true;
    other.tts.isDead = true;
    rig.llm.answerWith(spoken("I call about Monday."));
    await rig.calleeSays("Yes.");
    await apologised();
    expect(agentTurns()).toHaveLength(2);
  });

  it("apologises once when no model answers, without asking all of them again", async () => {
    rig.llm.answerWith(new ProviderError("groq", "timeout"));
    other.llm.answerWith(new ProviderError("groq", "rate_limited"));
    await rig.calleeSays("Yes.");
    await apologised();
    expect(rig.llm.requests).toHaveLength(1);
  });
});
