import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { friendlyAnswer, isFarewell } from "../callees/small-talk.ts";
import { goalClause } from "./briefing.ts";
import { calleeIntent, callbackTime } from "./callee-intent.ts";
import { parseChatRequest } from "./chat-request.ts";
import { conversation } from "./conversation.fixture.ts";
import { scriptedAnswer } from "./scripted-model.ts";

const answer = (lines: string[], extra = {}) =>
  scriptedAnswer(parseChatRequest(Buffer.from(JSON.stringify(conversation(lines, extra)))));

const GREETING = "Hello, this is Mia from Bright Dental.";
const PITCH = answer(["Hello?", GREETING, "Yes, speaking."]).text;

describe("the scripted model", () => {
  it("says why it calls in two sentences and asks one question", () => {
    expect(PITCH).toMatch(/Bright Dental would like to confirm your check-up on Tuesday at ten/i);
    expect(PITCH.match(/\?/g)).toHaveLength(1);
    expect(PITCH.split(/\s+/).length).toBeGreaterThanOrEqual(20);
    expect(PITCH.split(/\s+/).length).toBeLessThanOrEqual(40);
  });

  it.each([
    ["Yes, that sounds good.", "goal_achieved"],
    ["No thanks, I'm not interested.", "not_interested"],
    ["No.", "not_interested"],
    ["You have the wrong number.", "wrong_number"],
    ["Please leave a message after the beep.", "voicemail_no_message"],
  ])("takes %j for %s and says goodbye", (said, disposition) => {
    const { text, calls } = answer(["Hello?", GREETING, "Yes?", PITCH, said]);
    expect(text).toBe("");
    expect(calls.map((c) => c.name)).toEqual(["set_outcome", "end_call"]);
    expect(calls[0]?.arguments).toMatchObject({ disposition });
    expect(calls[1]?.arguments["farewell"]).toMatch(/goodbye/i);
  });

  it("takes a number off the list", () => {
    const { calls } = answer(["Hello?", GREETING, "Never call me again, take me off your list."]);
    expect(calls).toEqual([{ name: "opt_out", arguments: { farewell: expect.stringMatching(/goodbye/i) } }]);
  });

  it("notes when to call again", () => {
    const { calls } = answer(["Hello?", GREETING, "Yes", PITCH, "Please call me tomorrow at ten."]);
    expect(calls.map((c) => c.name)).toEqual(["schedule_callback", "set_outcome", "end_call"]);
    expect(calls[0]?.arguments).toEqual({ when: "tomorrow at ten", at: null });
  });

  it("hands over to a person where that is offered", () => {
    expect(answer(["Hello?", GREETING, "Can I talk to a real person?"]).calls[0]?.name).toBe(
      "transfer_to_human",
    );
  });

  it.each([4, 9, 14, 30])(
    "interrupted after %i words by the price: answers, asks again, takes yes",
    (words) => {
      const heard = PITCH.split(" ").slice(0, words).join(" ");
      const lines = ["Hello?", GREETING, "Yes, speaking.", heard, "Sorry, how much does it cost?"];
      const first = answer(lines);
      expect(first).toMatchObject({ text: expect.stringMatching(/no charge.*\?$/), calls: [] });
      const second = answer([...lines, first.text, "Okay, yes, that's fine."]);
      expect(second.calls[0]?.arguments).toMatchObject({ disposition: "goal_achieved" });
    },
  );

  it("asks again once when an answer is unclear, then ends", () => {
    const lines = ["Hello?", GREETING, "Yes.", PITCH, "Blue bananas."];
    const again = answer(lines);
    expect(again.text).toMatch(/did not quite catch/);
    expect(answer([...lines, again.text, "Purple."]).calls[0]?.arguments).toMatchObject({
      disposition: "no_goal",
    });
  });

  it("does not take yes for an answer to a question that was not heard", () => {
    const heard = PITCH.split(" ").slice(0, 9).join(" ");
    expect(answer(["Hello?", GREETING, "Yes.", heard, "Yes."])).toMatchObject({
      text: expect.stringMatching(/\?$/),
      calls: [],
    });
  });

  it("does not take a sign of life for a yes", () => {
    const lines = ["Hello?", GREETING, "Yes.", PITCH, "", "Are you still there?", "Yes, I'm here."];
    expect(answer(lines)).toMatchObject({ text: expect.stringMatching(/\?$/), calls: [] });
  });

  it.each([GREETING, "Hello, this is Mia. Am I speaking with Sam?", "Hi there!"])(
    "reaches its goal with somebody friendly after %j",
    (greeting) => {
      const lines = ["Hello?", greeting];
      for (let turn = 1; ; turn++) {
        lines.push(friendlyAnswer(lines.at(-1) ?? "", turn));
        const { text, calls } = answer(lines);
        if (calls.length > 0) {
          expect(calls[0]?.arguments).toMatchObject({ disposition: "goal_achieved" });
          expect(isFarewell(String(calls[1]?.arguments["farewell"]))).toBe(true);
          return;
        }
        expect(turn).toBeLessThan(4);
        lines.push(text);
      }
    },
  );

  it("says everything in words when no tool is offered", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("Yes.", "No thanks", "Never call me again", "call me later", "??"),
        (said) => {
          const { text, calls } = answer(["Hello?", GREETING, "Yes?", PITCH, said], { tools: undefined });
          expect(calls).toEqual([]);
          expect(text.length).toBeGreaterThan(5);
        },
      ),
    );
  });

  it("uses only tools and values that are offered, and always says or does something", () => {
    const names = ["set_outcome", "end_call", "opt_out", "schedule_callback", "transfer_to_human"];
    fc.assert(
      fc.property(fc.subarray(names), fc.array(fc.string(), { maxLength: 6 }), (offered, lines) => {
        const request = conversation(lines);
        const tools = request.tools?.filter((t) => offered.includes(t.function?.name ?? ""));
        const { text, calls } = answer(lines, { tools });
        expect(calls.every((call) => offered.includes(call.name))).toBe(true);
        expect(text !== "" || calls.length > 0).toBe(true);
      }),
    );
  });
});

describe("what the callee means", () => {
  it.each([
    ["Hello?", "greeting"],
    ["Yes?", "greeting"],
    ["This is she.", "greeting"],
    ["Who is this?", "who"],
    ["Okay, but what do I have to bring along?", "question"],
    ["No problem, that works.", "agreement"],
    ["No, I'm fine.", "no"],
    ["Hold on a second.", "wait"],
    ["Don't ever call me again.", "opt_out"],
    ["I'm driving.", "busy"],
    ["Hola, quién es?", "foreign"],
  ])("%j is %s", (said, intent) => {
    expect(calleeIntent(said)).toBe(intent);
  });

  it.each([
    ["Can you call me tomorrow at ten?", "tomorrow at ten"],
    ["Call me back next week please.", "next week"],
    ["Call me some other time.", "later"],
  ])("hears in %j the time %j", (said, when) => {
    expect(callbackTime(said)).toBe(when);
  });
});

describe("the goal as a clause", () => {
  it.each([
    ["Book a demo of our scheduling software.", "we would like to book a demo of our scheduling software"],
    [
      "To ask whether they are happy with their plan",
      "we would like to ask whether you are happy with your plan",
    ],
    ["Spring sale", "we would like to talk with you about this: Spring sale"],
    ["", "we would like to ask you one short question"],
  ])("%j becomes %j", (goal, clause) => {
    expect(goalClause({ agent: "Mia", company: null, goal, language: "en" })).toBe(clause);
  });
});
