import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Effect } from "./effect.ts";
import type { TurnTakingEvent } from "./event.ts";
import { connected, only, Rehearsal, spoken } from "./rehearsal.fixture.ts";

/** Something loud is on the line for so long, of which the reducer is told until we have greeted. */
const sounds = (call: Rehearsal, ms: number): void => {
  for (let at = 0; at < ms; at += 20) {
    call.wait(20);
    if (!call.state.hasGreeted) call.send({ type: "callee.sound" });
  }
};

const says = (call: Rehearsal, transcript: string, type: "callee.speech" | "callee.ended"): void =>
  void call.send({ type, transcript, words: call.timed(transcript, call.now) });

/** They say it, and are loud as long as that takes; the recogniser finds the end 260 ms later. */
const saysAloud = (call: Rehearsal, transcript: string): void => {
  says(call, transcript, "callee.speech");
  sounds(call, transcript.split(" ").length * 300);
  call.wait(260);
  says(call, transcript, "callee.ended");
};

describe("our greeting", () => {
  it("answers a hello at once", () => {
    const call = connected();
    saysAloud(call, "Hello?");
    expect(spoken(call)).toEqual([call.state.config.greeting]);
  });

  it("does not begin into a machine that is at its next sentence when the end of the last is found", () => {
    const call = connected({ voicemailMessage: "Please call us." });
    says(call, "Hello.", "callee.speech");
    sounds(call, 400);
    says(call, "Hello.", "callee.ended");
    sounds(call, 700);
    saysAloud(call, "You've reached Sam. Leave a message after the tone.");
    expect(spoken(call)).toEqual([]);
    call.send({ type: "beep", isSure: false });
    expect(spoken(call)).toEqual(["Please call us."]);
  });

  it("follows a hello that sound went on behind when there is a pause, or was no other word for long", () => {
    const paused = connected();
    says(paused, "Hello?", "callee.speech");
    sounds(paused, 400);
    says(paused, "Hello?", "callee.ended");
    paused.wait(299);
    expect(spoken(paused)).toEqual([]);
    paused.wait(1);
    expect(spoken(paused)).toHaveLength(1);

    const noisy = connected();
    says(noisy, "Hello?", "callee.speech");
    sounds(noisy, 400);
    says(noisy, "Hello?", "callee.ended");
    sounds(noisy, noisy.state.config.openingSilenceMs - 20);
    expect(spoken(noisy)).toEqual([]);
    sounds(noisy, 20);
    expect(spoken(noisy)).toHaveLength(1);
  });

  it("waits for the words of a sound however late it comes behind half a machine's speech", () => {
    const call = connected();
    call.wait(1000);
    saysAloud(call, "Hi, you've reached the voice of Sam and of Robin Lee.");
    call.wait(800);
    sounds(call, 2500);
    expect(spoken(call)).toEqual([]);
    says(call, "We can't take your call, leave a message.", "callee.speech");
    expect(only(call.effects, "hang_up")).toHaveLength(1);
  });

  it("does not begin over the person behind a screener who is speaking still", () => {
    const call = connected();
    saysAloud(call, "Please state your name and why you are calling.");
    call.voiceDelivers();
    saysAloud(call, "Hello, this is Sam.");
    says(call, "Who are you", "callee.speech");
    call.send({ type: "played.all", generation: call.generation });
    expect(spoken(call)).toEqual([call.state.config.screeningAnswer]);
    says(call, "Who are you?", "callee.ended");
    expect(spoken(call).at(-1)).toBe(call.state.config.greeting);
  });
});

/** Looks at each step at which a greeting begins. */
class Watched extends Rehearsal {
  greetings = 0;
  private soundMs = -Infinity;
  /** Since when all that was heard is no words. */
  private wordlessMs = 0;

  override send(...events: TurnTakingEvent[]): Effect[] {
    return events.flatMap((event) => {
      const { generation } = this.state;
      const effects = super.send(event);
      const { agent, callee, config } = this.state;
      if (agent !== null && agent.kind === "greeting" && agent.generation !== generation) {
        this.greetings += 1;
        expect(callee).toBeNull();
        if (this.now - this.soundMs <= 100)
          expect(this.now - this.wordlessMs).toBeGreaterThanOrEqual(config.openingSilenceMs);
      }
      if (event.type === "callee.sound") this.soundMs = this.now;
      if (event.type === "connected" || event.type === "callee.ended") this.wordlessMs = this.now;
      return effects;
    });
  }
}

describe("our greeting, whatever is heard before it", () => {
  it("never begins over a callee who is speaking", () => {
    const said = fc.constantFrom(
      "",
      "Hello?",
      "Hello, this is Sam.",
      "Hi, you've reached Sam.",
      "Please state your name and why you are calling.",
      "Thanks, please hold.",
    );
    const move = fc.oneof(
      fc.nat(3000).map((ms) => (call: Rehearsal) => void call.wait(ms)),
      fc.nat(3000).map((ms) => (call: Rehearsal) => sounds(call, ms)),
      said.map((text) => (call: Rehearsal) => saysAloud(call, text)),
      said.map((text) => (call: Rehearsal) => says(call, text, "callee.speech")),
      said.map((text) => (call: Rehearsal) => says(call, text, "callee.ended")),
      fc.constant((call: Rehearsal) => {
        if (call.state.agent !== null && call.state.agent.totalMs === null) call.voiceDelivers();
      }),
      fc.constant((call: Rehearsal) => {
        if (call.state.agent !== null && call.state.agent.totalMs !== null)
          call.send({ type: "played.all", generation: call.generation });
      }),
    );
    let greetings = 0;
    fc.assert(
      fc.property(fc.array(move, { maxLength: 16 }), (moves) => {
        const call = new Watched();
        call.send({ type: "connected" });
        for (const go of moves) go(call);
        greetings += call.greetings;
      }),
      { numRuns: 500 },
    );
    expect(greetings).toBeGreaterThan(100);
  });
});
