import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { connected, finished, greeted, only, type Rehearsal, spoken, turns } from "./rehearsal.fixture.ts";

const GREETING =
  "Hi, you've reached Sam. I can't take your call right now. Please leave a message after the tone.";
const voicemailMessage = "Hello Sam, this is Alex from Acme. Please call us back.";

/** Their words come one by one, 300 ms each, until something is done about them; the time that took. */
function speaksOn(call: Rehearsal, transcript: string): number {
  const startedMs = call.now;
  const words = call.timed(transcript, startedMs);
  for (let n = 1; n <= words.length && !call.state.isHangingUp; n++) {
    call.wait(300);
    const said = transcript.split(" ").slice(0, n).join(" ");
    call.send({ type: "callee.speech", transcript: said, words: words.slice(0, n) });
  }
  const tookMs = call.now - startedMs;
  if (!call.state.isHangingUp) {
    call.wait(260);
    call.send({ type: "callee.ended", transcript, words });
  }
  return tookMs;
}

const hangUps = (call: Rehearsal) => only(call.effects, "hang_up").map((effect) => effect.reason);

describe("a voicemail", () => {
  it("is heard by our own ear within its first sentences, and left without a word", () => {
    const call = connected();
    expect(speaksOn(call, GREETING)).toBeLessThanOrEqual(3300);
    expect(spoken(call)).toEqual([]);
    expect(hangUps(call)).toEqual(["voicemail"]);
    call.send({ type: "line.closed", by: "callee" });
    expect(finished(call)).toMatchObject({ disposition: "voicemail_no_message", answeredBy: "voicemail" });
  });

  it("is believed to be one by the carrier's word alone", () => {
    const call = connected();
    call.send({ type: "machine" });
    expect(hangUps(call)).toEqual(["voicemail"]);
  });

  it("gets the message when its tone is over, and the call ends behind it", () => {
    const call = connected({ voicemailMessage });
    speaksOn(call, GREETING);
    expect(spoken(call)).toEqual([]);
    call.send({ type: "beep", isSure: false });
    expect(spoken(call)).toEqual([voicemailMessage]);
    expect(hangUps(call)).toEqual([]);
    call.agentIsHeard();
    expect(hangUps(call)).toEqual(["voicemail"]);
    call.send({ type: "line.closed", by: "carrier" });
    expect(finished(call)).toMatchObject({ disposition: "voicemail_left", answeredBy: "voicemail" });
    expect(turns(call).map((turn) => turn.role)).toEqual(["callee", "agent"]);
  });

  it("gets it after a silence where no tone is heard, never into the greeting", () => {
    const call = connected({ voicemailMessage });
    call.send({ type: "machine" });
    for (let i = 0; i < 40; i++) {
      call.wait(100);
      call.send({ type: "callee.sound" });
    }
    expect(spoken(call)).toEqual([]);
    call.wait(2400);
    expect(spoken(call)).toEqual([]);
    call.wait(100);
    expect(spoken(call)).toEqual([voicemailMessage]);
  });

  it("is not spoken into for more than a minute", () => {
    const call = connected({ voicemailMessage });
    call.send({ type: "machine" });
    for (let i = 0; i < 61; i++) {
      call.send({ type: "callee.sound" });
      call.wait(1000);
    }
    expect(spoken(call)).toEqual([]);
    expect(hangUps(call)).toEqual(["voicemail"]);
  });

  it("has no message when it hangs up in the middle of it", () => {
    const call = connected({ voicemailMessage });
    speaksOn(call, GREETING);
    call.send({ type: "beep", isSure: true });
    call.voiceDelivers();
    call.wait(800);
    call.send({ type: "line.closed", by: "callee" });
    expect(finished(call).disposition).toBe("voicemail_no_message");
  });

  it("is not interrupted by what it still says", () => {
    const call = connected({ voicemailMessage });
    speaksOn(call, GREETING);
    call.send({ type: "beep", isSure: true });
    call.voiceDelivers();
    call.calleeSays("If you are satisfied with your message press one");
    expect(call.state.agent?.kind).toBe("voicemail");
  });

  it("that answers as we greet is given no more of the greeting", () => {
    const call = connected({ voicemailMessage });
    call.wait(1300);
    call.voiceDelivers();
    speaksOn(call, GREETING);
    expect(call.state.agent).toBeNull();
    call.send({ type: "beep", isSure: false });
    expect(spoken(call).at(-1)).toBe(voicemailMessage);
  });

  it("is waited for when it pauses after half a sentence", () => {
    const call = connected();
    call.calleeSays("Hi, you've reached Sam.");
    call.wait(500);
    expect(spoken(call)).toEqual([]);
    call.calleeSays("Leave a message after the tone.");
    expect(hangUps(call)).toEqual(["voicemail"]);
  });

  it("is no person who answers the greeting in a voicemail's words", () => {
    const call = greeted();
    call.calleeSays("Sorry, I'm not available now, I will call you back as soon as possible.");
    expect(hangUps(call)).toEqual([]);
    expect(call.state.agent?.kind).toBe("reply");
  });

  it("is no person who has been talking with us", () => {
    const call = greeted();
    call.calleeSays("Yes, this is Sam.");
    call.modelWrites("Good. Is Monday all right?");
    call.agentIsHeard();
    expect(only(call.effects, "picked_up")).toEqual([{ type: "picked_up", who: "human" }]);
    call.send({ type: "machine" }, { type: "beep", isSure: true }, { type: "fax" });
    call.calleeSays("I can't take your call right now, leave a message after the tone, ha ha.");
    expect(hangUps(call)).toEqual([]);
    expect(call.state.agent?.kind).toBe("reply");
  });
});

const screened = (): Rehearsal => {
  const call = connected();
  speaksOn(call, "Please state your name and why you are calling.");
  return call;
};

describe("a call screener", () => {
  it("gets a straight answer once, and the person behind it the greeting", () => {
    const call = screened();
    expect(spoken(call)).toEqual([call.state.config.screeningAnswer]);
    call.agentIsHeard();
    speaksOn(call, "Thanks. Please stay on the line.");
    speaksOn(call, "Please say your name again.");
    call.wait(9000);
    expect(spoken(call)).toHaveLength(1);
    call.calleeSays("Hello?");
    expect(spoken(call).at(-1)).toBe(call.state.config.greeting);
    expect(only(call.effects, "picked_up").map((effect) => effect.who)).toEqual(["screening", "human"]);
  });

  it("is greeted when the person has come on while we said who we are", () => {
    const call = screened();
    call.voiceDelivers();
    call.calleeSays("Hello, this is Sam.");
    call.send({ type: "played.all", generation: call.generation });
    expect(spoken(call).at(-1)).toBe(call.state.config.greeting);
  });

  it("that never puts us through is no response", () => {
    const call = screened();
    call.agentIsHeard();
    call.wait(31_000);
    expect(hangUps(call)).toEqual(["screened"]);
    call.send({ type: "line.closed", by: "carrier" });
    expect(finished(call)).toMatchObject({ disposition: "no_response", answeredBy: "screening" });
  });

  it("that turns out to take a message is a voicemail", () => {
    const call = screened();
    call.agentIsHeard();
    speaksOn(call, "Sam is not available. Please leave a message after the tone.");
    call.send({ type: "line.closed", by: "carrier" });
    expect(finished(call)).toMatchObject({ disposition: "voicemail_no_message", answeredBy: "voicemail" });
  });
});

describe("other machines", () => {
  it("a menu is left in mid-sentence", () => {
    const call = connected();
    speaksOn(call, "Thank you for calling Acme. For sales, press one. For support, press two.");
    expect(hangUps(call)).toEqual(["ivr"]);
    call.send({ type: "line.closed", by: "carrier" });
    expect(finished(call)).toMatchObject({ disposition: "no_goal", answeredBy: "ivr" });
  });

  it("a fax is left at its tone", () => {
    const call = connected();
    call.send({ type: "fax" });
    call.send({ type: "line.closed", by: "carrier" });
    expect(finished(call)).toMatchObject({ disposition: "no_goal", answeredBy: "fax" });
  });

  it("whatever they say, and whenever, the call comes to an end by itself", () => {
    const said = fc.constantFrom(
      GREETING,
      "Please state your name and why you are calling.",
      "Thanks, please hold.",
      "For sales, press one.",
      "Hello?",
      "Hi, you've reached Sam.",
    );
    const move = fc.oneof(
      said.map((text) => (call: Rehearsal) => void speaksOn(call, text)),
      fc.nat(4000).map((ms) => (call: Rehearsal) => void call.wait(ms)),
      fc.constantFrom<(call: Rehearsal) => void>(
        (call) => void call.send({ type: "machine" }),
        (call) => void call.send({ type: "beep", isSure: false }),
        (call) => void call.send({ type: "beep", isSure: true }),
        (call) => void call.send({ type: "callee.sound" }),
        (call) => {
          if (call.state.agent !== null && call.state.agent.totalMs === null) call.agentIsHeard();
        },
      ),
    );
    fc.assert(
      fc.property(
        fc.array(move, { maxLength: 12 }),
        fc.constantFrom("", voicemailMessage),
        (moves, message) => {
          const call = connected({ voicemailMessage: message });
          for (const go of moves) go(call);
          call.wait(700_000);
          expect(call.state.phase).toBe("ended");
          expect(only(call.effects, "finish")).toHaveLength(1);
          expect(spoken(call).filter((text) => text === voicemailMessage).length).toBeLessThanOrEqual(1);
          expect(
            spoken(call).filter((text) => text === call.state.config.screeningAnswer).length,
          ).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 200 },
    );
  });
});
