import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { friendlyAnswer, isFarewell } from "../callees/small-talk.ts";
import { goalClause } from "./briefing.ts";
import { callbackTime, momentOf } from "./callback-time.ts";
import { calleeIntent } from "./callee-intent.ts";
import { parseChatRequest } from "./chat-request.ts";
import { conversation, SYSTEM } from "./conversation.fixture.ts";
import { scriptedAnswer } from "./scripted-model.ts";
import { spanishIntent } from "./spanish-intent.ts";
import { spokenEmail, spokenNumber } from "./spoken-contact.ts";

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
    expect(calls[0]?.arguments).toEqual({ when: "tomorrow at ten", at: "2026-11-26T15:00:00.000Z" });
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

/** The same conversation under another system prompt. */
const under = (system: string, lines: string[]) => {
  const request = conversation(lines);
  const messages = [{ role: "system" as const, content: system }, ...request.messages.slice(1)];
  return scriptedAnswer(parseChatRequest(Buffer.from(JSON.stringify({ ...request, messages }))));
};

describe("the scripted model, told more", () => {
  it("says again who it is to somebody who came to the phone meanwhile", () => {
    const lines = ["Please state your name and why you are calling.", PITCH, "Please stay on the line."];
    const waits = answer(lines);
    expect(waits.text).toMatch(/take your time/);
    expect(answer([...lines, waits.text, "Hello?"]).text).toMatch(
      /^This is Mia from Bright Dental\. The reason/,
    );
  });

  it("asks for what its goal says is to be asked for, and then has reached it", () => {
    const system = SYSTEM.replace(/Goal: .*/, "Goal: Ask for their e-mail address and phone number.");
    const lines = [
      "Hello?",
      GREETING,
      "Yes.",
      under(system, ["Hello?", GREETING, "Yes."]).text,
      "Yes, sure.",
    ];
    const email = under(system, lines);
    expect(email.text).toMatch(/e-mail address\?$/);
    const number = under(system, [...lines, email.text, "It is J, O, at example dot com."]);
    expect(number.text).toMatch(/phone number to reach you\?$/);
    const end = under(system, [...lines, email.text, "J, O", number.text, "Four one five five five five."]);
    expect(end.calls[0]?.arguments).toMatchObject({ disposition: "goal_achieved" });
  });

  it("speaks Spanish where the prompt does, and reaches its goal in it", () => {
    const system = SYSTEM.replace("Language: en", "Language: es-MX").replace(
      /Goal: .*/,
      "Goal: Confirmar su revisión del martes.",
    );
    const lines = ["¿Hola?", "Hola, soy Mia de Bright Dental. ¿Hablo con Sam?", "Sí, soy yo."];
    const asks = under(system, lines);
    expect(asks.text).toBe(
      "Muy bien, gracias por atenderme. Le llamo para confirmar su revisión del martes. ¿Le parece bien?",
    );
    const end = under(system, [...lines, asks.text, "Sí, me parece bien."]);
    expect(end.calls[0]?.arguments).toMatchObject({ disposition: "goal_achieved" });
    expect(end.calls[1]?.arguments["farewell"]).toMatch(/Adiós/);
  });

  it("ends in its own language with somebody who does not speak it", () => {
    const said = "Lo siento, no hablo inglés. ¿Habla usted español?";
    const { calls } = answer(["¿Hola?", GREETING, said]);
    expect(calls[0]?.arguments).toMatchObject({ disposition: "language_barrier" });
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

describe("what a Spanish callee means", () => {
  it.each([
    ["¿Hola?", "greeting"],
    ["Sí, soy yo.", "agreement"],
    ["No, gracias.", "refusal"],
    ["No me interesa.", "refusal"],
    ["No me llame más.", "opt_out"],
    ["¿Quién habla?", "who"],
    ["¿Cuánto cuesta?", "price"],
    ["Llámeme mañana a las diez.", "callback"],
    ["Sorry, do you speak English?", "foreign"],
  ])("%j is %s", (said, intent) => {
    expect(spanishIntent(said)).toBe(intent);
  });
});

describe("the moment that words mean", () => {
  // A Wednesday, 10:30 in New York.
  const now = new Date("2026-11-25T15:30:00Z");
  it.each([
    ["tomorrow at ten", "2026-11-26T15:00:00.000Z"],
    ["tomorrow at 3:30 pm", "2026-11-26T20:30:00.000Z"],
    ["tomorrow afternoon", "2026-11-26T20:00:00.000Z"],
    ["at ten", "2026-11-26T15:00:00.000Z"],
    ["at three", "2026-11-25T20:00:00.000Z"],
    ["in two hours", "2026-11-25T17:30:00.000Z"],
    ["in half an hour", "2026-11-25T16:00:00.000Z"],
    ["on friday at noon", "2026-11-27T17:00:00.000Z"],
    ["on wednesday at 9", "2026-12-02T14:00:00.000Z"],
    ["next week", "2026-12-02T15:00:00.000Z"],
    ["later", null],
  ])("%j", (when, at) => {
    expect(momentOf(when, now, "America/New_York")?.toISOString() ?? null).toBe(at);
  });

  it("knows the clocks that change in between", () => {
    const before = new Date("2026-03-07T20:00:00Z");
    expect(momentOf("tomorrow at ten", before, "America/New_York")?.toISOString()).toBe(
      "2026-03-08T14:00:00.000Z",
    );
  });
});

describe("an address or a number in the words of a call", () => {
  it.each([
    ["Sure. It is J, O, R, D, A, N, dot, L, E, E, at example dot com.", "jordan.lee@example.com"],
    ["My e-mail is sam at example dot co dot uk", "sam@example.co.uk"],
    ["Write to sam.lee+x@example.org please", "sam.lee+x@example.org"],
    ["S, A, M, seven, at mail dot example dot net. And then?", "sam7@mail.example.net"],
    ["I am at home", null],
  ])("%j: %s", (text, email) => {
    expect(spokenEmail(text)).toBe(email);
  });

  it.each([
    ["It is four one five, five five five, zero one two zero.", "4155550120"],
    ["Call +1 415 555 0120 then", "+1 415 555 0120"],
    ["I have two dogs and one cat", null],
  ])("%j: %s", (text, number) => {
    expect(spokenNumber(text)).toBe(number);
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
    const briefing = { agent: "Mia", company: null, goal, language: "en", now: null, timeZone: "UTC" };
    expect(goalClause({ ...briefing, asksFor: { email: false, number: false } })).toBe(clause);
  });
});
