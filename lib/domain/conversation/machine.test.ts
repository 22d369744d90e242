import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foreignLanguage } from "./foreign-speech.ts";
import { intentOf } from "./intent.ts";
import {
  calleeTurn,
  CONVERSATION_BEGUN,
  goodbye,
  mustClose,
  outcomeByRules,
  steering,
  toolUsed,
  type Conversation,
} from "./machine.ts";

const bounds = { maxObjections: 2, maxFollowUps: 2, maxTurns: 20 };
const after = (...turns: string[]): Conversation =>
  turns.reduce((before, text) => calleeTurn(before, text, "en"), CONVERSATION_BEGUN);

describe("intentOf", () => {
  it.each([
    ["You have the wrong number.", "wrong_person"],
    ["I'm not interested.", "refusal"],
    ["No, thank you.", "refusal"],
    ["It's too expensive for me.", "objection"],
    ["I already have one.", "objection"],
    ["I'm driving right now.", "objection"],
    ["Let me think about it.", "objection"],
    ["Call me back tomorrow.", "callback"],
    ["Can I speak to a real person?", "wants_person"],
    ["Could you repeat that?", "confusion"],
    ["Sorry?", "confusion"],
    ["What?", "confusion"],
    ["What does it cost?", "question"],
    ["Yes, that's fine.", "agreement"],
    ["Hello?", "greeting"],
    ["My dog is called Rex.", "statement"],
    ["No me interesa, gracias.", "refusal"],
    ["Es muy caro.", "objection"],
    ["Llámeme más tarde.", "callback"],
    ["Quiero hablar con una persona.", "wants_person"],
    ["¿Puede repetir?", "confusion"],
    ["¿Cuánto cuesta?", "question"],
    ["Sí, claro.", "agreement"],
    ["Se ha equivocado de número.", "wrong_person"],
  ])("%j is %s", (text, intent) => expect(intentOf(text)).toBe(intent));
});

describe("foreignLanguage", () => {
  it.each([
    ["Hola, buenos días, ¿quién es?", "en", "Spanish"],
    ["No hablo inglés, gracias.", "en-US", "Spanish"],
    ["Who is this? What do you want?", "es-MX", "English"],
    ["Hello, this is Sam.", "en", null],
    ["Soy de Los Angeles", "en", null],
    ["My name is Maria de los Santos", "en", null],
    ["Sí, dígame.", "es", null],
    ["Hola.", "en", null],
    ["Guten Tag, wer ist da?", "de", null],
  ])("hears %j, where %s is spoken, as %s", (text, agent, language) => {
    expect(foreignLanguage(text, agent)).toBe(language);
  });
});

describe("the conversation", () => {
  it("goes from the greeting to its point, to objections and back, and by a tool to its close", () => {
    expect(after().state).toBe("greeting");
    expect(after("Yes, speaking.").state).toBe("qualification");
    expect(after("Yes.", "I'm busy.").state).toBe("objection_handling");
    expect(after("I'm busy.", "All right, go on.").state).toBe("qualification");
    const closing = toolUsed(after("Yes."), "set_outcome");
    expect(closing.state).toBe("closing");
    expect(calleeTurn(closing, "I'm busy.", "en").state).toBe("closing");
    expect(toolUsed(closing, "transfer_to_human").state).toBe("transfer");
    expect(toolUsed(closing, "end_call").state).toBe("goodbye");
    expect(toolUsed(goodbye(closing), "set_outcome").state).toBe("goodbye");
    expect(toolUsed(closing, "no_such_tool")).toBe(closing);
  });

  it("lets two objections be answered, steers at the second, closes at the third", () => {
    expect(steering(after("I'm busy."), bounds)).toBeNull();
    expect(steering(after("I'm busy.", "Too expensive."), bounds)).toContain("objected");
    expect(mustClose(after("I'm busy.", "Too expensive."), bounds)).toBeNull();
    expect(mustClose(after("I'm busy.", "Too expensive.", "I already have one."), bounds)).toBe("objections");
  });

  it("does not close on somebody who has come round", () => {
    const conversation = after("I'm busy.", "Too expensive.", "Hm.", "Okay, tell me.", "Yes.");
    expect([mustClose(conversation, bounds), steering(conversation, bounds)]).toEqual([null, null]);
  });

  it("says a thing anew at most twice", () => {
    expect(steering(after("What?", "Sorry?"), bounds)).toContain("simplest");
    expect(mustClose(after("What?", "Sorry?"), bounds)).toBeNull();
    expect(mustClose(after("What?", "Sorry?", "Huh?"), bounds)).toBe("follow_ups");
    expect(mustClose(after("What?", "Sorry?", "Ah, yes.", "Huh?"), bounds)).toBeNull();
  });

  it("meets a language it does not speak with one sentence and an outcome", () => {
    const spanish = "Hola, ¿quién es usted?";
    expect(steering(after(spanish), bounds)).toBeNull();
    expect(steering(after(spanish, spanish), bounds)).toContain("Spanish");
    expect(outcomeByRules(after(spanish, spanish))).toBe("language_barrier");
    expect(mustClose(after(spanish, spanish, spanish), bounds)).toBe("language");
  });

  it("knows a refusal and a wrong number when the model has said nothing", () => {
    expect(outcomeByRules(after("Yes.", "No, thank you."))).toBe("not_interested");
    expect(outcomeByRules(after("You have the wrong number."))).toBe("wrong_number");
    expect(outcomeByRules(after("No, thank you.", "Wait, what is it?"))).toBeNull();
  });

  it("has no way past its last turn, whatever is said and done", () => {
    const turn = fc.constantFrom(
      "Yes.",
      "I'm busy.",
      "What?",
      "Hola, ¿quién es usted?",
      "My dog is ill.",
      "Is it?",
    );
    const tool = fc.constantFrom("set_outcome", "schedule_callback", "no_such_tool");
    fc.assert(
      fc.property(fc.array(fc.oneof(turn, tool), { maxLength: 60 }), (moves) => {
        let conversation = CONVERSATION_BEGUN;
        for (const move of moves) {
          if (mustClose(conversation, bounds) !== null) break;
          conversation = / |\.|\?/.test(move)
            ? calleeTurn(conversation, move, "en")
            : toolUsed(conversation, move);
        }
        expect(conversation.turns).toBeLessThanOrEqual(bounds.maxTurns);
        expect(conversation.objections).toBeLessThanOrEqual(conversation.turns);
        if (conversation.turns >= bounds.maxTurns) expect(mustClose(conversation, bounds)).not.toBeNull();
        expect(mustClose(goodbye(conversation), bounds)).toBeNull();
      }),
    );
  });
});
