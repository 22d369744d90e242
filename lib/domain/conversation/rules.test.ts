import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isBackchannel } from "../turn-taking/callee-words.ts";
import { heardText, heardWritten } from "../turn-taking/heard-text.ts";
import { decideAnsweredBy, decideDisposition, type ConversationFacts } from "./disposition.ts";
import { chatMessages } from "./messages.ts";
import { asksToOptOut } from "./opt-out.ts";
import { spokenForm, textOf } from "./spoken-form/spoken-form.ts";
import { readToolCall, toolsOnOffer } from "./tools.ts";

describe("asksToOptOut", () => {
  it.each([
    "Never call me again.",
    "Please don't ever call me again!",
    "Do not call me anymore",
    "Don't call here again, please.",
    "Stop calling me.",
    "Can you please stop calling this number?",
    "Take me off your list.",
    "Please remove me from your calling list",
    "Remove my number.",
    "Put me on your do not call list.",
    "I want to opt out",
    "Unsubscribe",
    "I don't want any more calls from you.",
    "I don't want to be called.",
    "No more calls, okay?",
    "Lose my number!",
    "Don’t contact me again",
    "No me llamen más, por favor.",
  ])("hears %j", (text) => expect(asksToOptOut(text)).toBe(true));

  it.each([
    "Call me again tomorrow.",
    "Yes, speaking.",
    "Don't call me Bob, my name is Robert.",
    "Don't call before noon, call me at two.",
    "I never called you.",
    "No, I don't want to opt out.",
    "Please don't stop calling, I like it.",
    "I am not interested, thank you.",
    "Could you call me back?",
    "",
  ])("does not hear it in %j", (text) => expect(asksToOptOut(text)).toBe(false));
});

describe("isBackchannel", () => {
  it.each(["Mm-hmm", "Okay.", "Right, yeah.", "I see", "Uh huh.", "Got it, okay"])("%j is one", (text) =>
    expect(isBackchannel(text)).toBe(true),
  );
  it.each(["", "No", "Hello?", "Okay but wait", "Yes I want to know more about it"])("%j is none", (text) =>
    expect(isBackchannel(text)).toBe(false),
  );
});

const facts = (given: Partial<ConversationFacts>): ConversationFacts => ({
  optedOut: false,
  machine: false,
  outcome: null,
  calleeWords: 5,
  messageLeft: false,
  likelyOutcome: null,
  pickedUp: null,
  endReason: "goodbye",
  endedBy: "agent",
  ...given,
});

describe("decideDisposition", () => {
  it.each<[string, Partial<ConversationFacts>, string, string]>([
    [
      "an opt-out is stronger than an outcome",
      { optedOut: true, outcome: "goal_achieved" },
      "opted_out",
      "human",
    ],
    [
      "an outcome is stronger than a hang-up",
      { outcome: "not_interested", endReason: "hung_up" },
      "not_interested",
      "human",
    ],
    [
      "an outcome is stronger than a late failure",
      { outcome: "goal_achieved", endReason: "tts_failed" },
      "goal_achieved",
      "human",
    ],
    ["a machine", { machine: true, endReason: "voicemail" }, "voicemail_no_message", "voicemail"],
    [
      "a message",
      { machine: true, messageLeft: true, endReason: "voicemail" },
      "voicemail_left",
      "voicemail",
    ],
    [
      "no, and a hang-up",
      { likelyOutcome: "not_interested", endReason: "hung_up" },
      "not_interested",
      "human",
    ],
    [
      "the model's word is stronger than the rules'",
      { likelyOutcome: "not_interested", outcome: "callback_requested" },
      "callback_requested",
      "human",
    ],
    [
      "a failure is no decision of theirs",
      { likelyOutcome: "not_interested", endReason: "llm_failed" },
      "error",
      "human",
    ],
    ["a menu", { pickedUp: "ivr", endReason: "ivr" }, "no_goal", "ivr"],
    ["a menu that hung up", { pickedUp: "ivr", endReason: "hung_up" }, "no_goal", "ivr"],
    ["a fax", { pickedUp: "fax", endReason: "fax", calleeWords: 0 }, "no_goal", "fax"],
    [
      "a screener that never put us through",
      { pickedUp: "screening", endReason: "screened" },
      "no_response",
      "screening",
    ],
    ["a person behind a screener", { pickedUp: "human", outcome: "goal_achieved" }, "goal_achieved", "human"],
    ["a failure", { endReason: "llm_failed" }, "error", "human"],
    ["silence from the beginning", { endReason: "no_response", calleeWords: 0 }, "no_response", "silence"],
    ["silence after words", { endReason: "no_response" }, "no_response", "human"],
    ["hung up at once", { endReason: "hung_up", calleeWords: 0 }, "hung_up", "human"],
    ["ended without an outcome", {}, "no_goal", "human"],
    ["ended by an operator", { endReason: "operator", calleeWords: 0 }, "no_goal", "unknown"],
  ])("%s", (_, given, disposition, answeredBy) => {
    expect(decideDisposition(facts(given))).toBe(disposition);
    expect(decideAnsweredBy(facts(given))).toBe(answeredBy);
  });
});

describe("tools", () => {
  it("are described as plain JSON schemas", () => {
    const outcome = toolsOnOffer(false).find((tool) => tool.name === "set_outcome");
    expect(outcome?.parameters).toMatchObject({
      type: "object",
      properties: { disposition: { type: "string", enum: expect.arrayContaining(["goal_achieved"]) } },
      required: ["disposition"],
    });
    expect(outcome?.parameters).not.toHaveProperty("$schema");
  });

  it("are read whatever the model writes", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("set_outcome", "end_call", "toString", "x"), (args, name) => {
        const use = readToolCall({ id: "1", name, arguments: args });
        expect(use).toMatchObject({ id: "1", name, arguments: args });
      }),
    );
    expect(readToolCall({ id: "1", name: "end_call", arguments: "" }).request).toEqual({
      name: "end_call",
      farewell: "",
    });
    expect(
      readToolCall({ id: "1", name: "set_outcome", arguments: '{"disposition":"won"}' }).request,
    ).toBeNull();
  });
});

describe("chatMessages", () => {
  it("tells tools with the answer that used them", () => {
    const toolResults = [{ id: "c1", name: "set_outcome", arguments: "{}", result: "recorded" }];
    expect(
      chatMessages(
        "S",
        [
          { role: "callee", text: "Hi" },
          { role: "agent", text: "Hello", toolResults: [] },
        ],
        {
          text: "",
          toolResults,
        },
      ),
    ).toEqual([
      { role: "system", content: "S" },
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Hello" },
      { role: "assistant", content: "", toolCalls: [{ id: "c1", name: "set_outcome", arguments: "{}" }] },
      { role: "tool", content: "recorded", toolCallId: "c1" },
    ]);
  });
});

const words = (...list: string[]) =>
  list.map((word, i) => ({ word, startMs: i * 100, endMs: i * 100 + 100 }));

describe("heardText", () => {
  it("cuts after the last word that was heard whole, with its punctuation", () => {
    const text = "Hello, this is Alex. Am I speaking with Sam?";
    const timed = words("hello", "this", "is", "alex", "am", "i", "speaking", "with", "sam");
    expect(heardText(text, timed, 399)).toBe("Hello, this is");
    expect(heardText(text, timed, 400)).toBe("Hello, this is Alex.");
    expect(heardText(text, timed, 900)).toBe(text);
    expect(heardText(text, timed, 0)).toBe("");
    expect(heardText(text, [], 900)).toBe("");
  });

  it("steps over what the voice reads otherwise than it is written", () => {
    const timed = words("It", "costs", "twenty", "nine", "dollars", "a", "month");
    expect(heardText("It costs $29 a month", timed, 600)).toBe("It costs $29 a");
    expect(heardText("It costs $29 a month", timed, 500)).toBe("It costs");
  });

  it("is always a beginning of the text", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "is", "Is,", "$5", "—", "it's")),
        fc.nat(2000),
        (list, ms) => {
          const text = list.join(" ");
          expect(text.startsWith(heardText(text, words(...list), ms))).toBe(true);
        },
      ),
    );
  });
});

describe("heardWritten", () => {
  const text = "It is **$29.95** a month 👍. Write to ann@mail.com. Bye.";
  const pieces = spokenForm(text, "en");
  const timed = words(...textOf(pieces).split(/\s+/));
  const upTo = (word: string): number => timed.find((one) => one.word.startsWith(word))?.endMs ?? 0;

  it.each([
    ["is", "It is"],
    ["twenty-nine", "It is **"],
    ["cents", "It is **$29.95**"],
    ["month", "It is **$29.95** a month 👍."],
    ["at", "It is **$29.95** a month 👍. Write to"],
    ["com", "It is **$29.95** a month 👍. Write to ann@mail.com."],
    ["Bye", text],
  ])("heard as far as %j it is %j", (word, written) => {
    expect(heardWritten(pieces, timed, upTo(word))).toBe(written);
  });

  it("is a beginning of what was written, and grows with time", () => {
    const part = fc.constantFrom(
      "yes",
      "$5",
      "3:00 p.m.",
      "a@b.co",
      "**so**",
      "👍",
      "well,",
      "555-0100",
      "21st",
    );
    fc.assert(
      fc.property(fc.array(part), fc.nat(3000), fc.nat(500), (list, ms, more) => {
        const written = list.join(" ");
        const said = spokenForm(written, "en");
        const voice = words(...textOf(said).split(/\s+/).filter(Boolean));
        const heard = heardWritten(said, voice, ms);
        expect(written.startsWith(heard)).toBe(true);
        expect(heardWritten(said, voice, ms + more).startsWith(heard)).toBe(true);
      }),
    );
  });

  it("is all of it once the last word was heard", () => {
    expect(heardWritten(pieces, timed, 100_000)).toBe(text);
  });
});
