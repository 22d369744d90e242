import { describe, expect, it } from "vitest";
import { campaignInputSchema } from "./campaign.ts";
import type { Turn } from "./turn.ts";
import { toTranscript, transcriptText } from "./transcript.ts";

const problems = (input: unknown) =>
  campaignInputSchema.safeParse(input).error?.issues.map((i) => [i.path.join("."), i.message]);

describe("campaignInputSchema", () => {
  it("asks for a name and a goal, in words", () => {
    const expected = [
      ["name", "Give the campaign a name."],
      ["goal", "Say what a call is to achieve."],
    ];
    expect(problems({})).toEqual(expected);
    expect(problems({ name: " ", goal: "" })).toEqual(expected);
  });

  it("puts in the defaults of both configs", () => {
    expect(campaignInputSchema.parse({ name: "A", goal: "B" })).toMatchObject({
      purpose: "transactional",
      max_attempts: 3,
      max_concurrent_calls: 10,
      calling_config: { time_window_start: "09:00", allowed_days: [0, 1, 2, 3, 4], ring_timeout_s: 30 },
      script_config: { agent_name: "Alex", language: "en" },
    });
  });

  it("names a wrong setting by its path", () => {
    const input = { name: "A", goal: "B", calling_config: { timezone: "Mars/Base", allowed_days: [7] } };
    expect(problems(input)?.map(([path]) => path)).toEqual([
      "calling_config.allowed_days.0",
      "calling_config.timezone",
    ]);
  });
});

function turn(index: number, role: Turn["role"], text: string): Turn {
  return {
    id: "t",
    call_id: "c",
    index,
    role,
    text,
    generated_text: null,
    interrupted: false,
    started_ms: index,
    ended_ms: index,
    latency: null,
    tool: null,
  };
}

describe("transcript", () => {
  it("is what both sides said, a line a turn", () => {
    const turns = [
      turn(0, "agent", "Hello, it's Nora."),
      turn(1, "tool", ""),
      turn(2, "callee", "Hi\nthere!"),
    ];
    const transcript = toTranscript("c", turns);
    expect(transcript.turns.map((t) => t.index)).toEqual([0, 2]);
    expect(transcript.word_count).toBe(5);
    expect(transcriptText(transcript)).toBe("Agent: Hello, it's Nora.\nContact: Hi there!\n");
  });
});
