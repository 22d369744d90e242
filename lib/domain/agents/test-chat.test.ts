import { describe, expect, it } from "vitest";
import { agentConfigSchema } from "../api/agent.ts";
import { greetingText, systemPrompt } from "../conversation/prompt.ts";
import { chatRequestSchema, chatSnapshot, chatStanding, type ChatEntry } from "./test-chat.ts";

const contact = (text: string): ChatEntry => ({ role: "contact", text });
const agent = (text: string, ...tools: [name: string, args: unknown][]): ChatEntry => ({
  role: "agent",
  text,
  tools: tools.map(([name, args], i) => ({ id: `c${i}`, name, arguments: JSON.stringify(args) })),
});

describe("where a test chat stands", () => {
  it("goes on until a tool ends it, and the tools have decided the outcome", () => {
    const begun = [agent("Hello."), contact("Yes?")];
    expect(chatStanding(begun, "en")).toMatchObject({ isOver: false, disposition: null });
    const ended = [
      ...begun,
      agent("", ["set_outcome", { disposition: "not_interested" }], ["end_call", { farewell: "Bye." }]),
    ];
    expect(chatStanding(ended, "en")).toMatchObject({ isOver: true, disposition: "not_interested" });
  });

  it("tells the model what its tools came to, whatever the browser says, and believes no wrong call", () => {
    const { said, isOver } = chatStanding([agent("", ["opt_out", {}], ["fly", {}]), contact("Well.")], "en");
    expect(said[0]).toMatchObject({
      toolResults: [
        { name: "opt_out", result: "recorded: they will not be called again" },
        { name: "fly", result: "error: no such tool, or wrong arguments" },
      ],
    });
    expect(isOver).toBe(true);
  });

  it("hears an opt-out by plain rules too", () => {
    expect(chatStanding([contact("Never call me again.")], "en")).toMatchObject({ disposition: "opted_out" });
  });
});

describe("what a test chat is sent as", () => {
  it("ends with the contact's word", () => {
    expect(chatRequestSchema.safeParse({ history: [agent("Hello.")] }).success).toBe(false);
    expect(chatRequestSchema.safeParse({ history: [agent("Hello."), contact("Yes?")] }).success).toBe(true);
    expect(chatRequestSchema.safeParse({}).success).toBe(true);
  });

  it("speaks with the words of a real call", () => {
    const config = agentConfigSchema.parse({
      name: "Nora",
      system_prompt: "Ask {{first_name}} about Friday.",
      greeting: "Hello {{first_name}}, Nora here.",
    });
    const persona = { ...config, id: "6f0c3c0e-4f9c-4a53-9d2f-0d6a1b6f7c11", version: 3 };
    const snapshot = chatSnapshot(persona, {
      goal: "Book a visit",
      company_name: "Harbour Dental",
      first_name: "Ada",
    });
    expect(snapshot.agent).toMatchObject({ agentId: persona.id, version: 3, name: "Nora" });
    expect(greetingText(snapshot)).toContain("Hello Ada, Nora here.");
    const prompt = systemPrompt(snapshot, new Date("2026-11-25T10:00:00Z"));
    expect(prompt).toContain("You are Nora calling for Harbour Dental.");
    expect(prompt).toContain("Goal: Book a visit");
    expect(prompt).toContain("Ask Ada about Friday.");
  });
});
