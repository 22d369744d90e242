import { describe, expect, it } from "vitest";
import { analyticsTable } from "./analytics-table.ts";

const period = { from: "2026-03-01", to: "2026-03-02", timezone: "UTC" };

describe("analytics as a file", () => {
  it("has a line a day, what is not known left empty", () => {
    const nothing = { p50: null, p95: null };
    const timed = { replies: 3, stt_ms: nothing, llm_ms: nothing, tts_ms: nothing };
    const total_ms = { p50: 450, p95: 900 };
    const answer = {
      ...period,
      items: [{ day: "2026-03-01", ...timed, total_ms }],
      total: { ...timed, total_ms },
    };
    expect(analyticsTable("latency", answer)).toEqual({
      head: [
        "day",
        "replies",
        "stt_p50_ms",
        "stt_p95_ms",
        "llm_p50_ms",
        "llm_p95_ms",
        "tts_p50_ms",
        "tts_p95_ms",
        "total_p50_ms",
        "total_p95_ms",
      ],
      rows: [["2026-03-01", 3, "", "", "", "", "", "", 450, 900]],
    });
  });

  it("has a column for each thing that a conversation can come to, and a line for each step of the funnel", () => {
    const { head, rows } = analyticsTable("dispositions", {
      ...period,
      items: [{ day: "2026-03-01", disposition_counts: { hung_up: 2 } }],
    });
    expect(rows[0]?.[head.indexOf("hung_up")]).toBe(2);
    expect(rows[0]?.[head.indexOf("goal_achieved")]).toBe(0);
    const steps = { contacts: 7, permitted: 6, attempted: 5, answered: 4, human: 3, engaged: 2 };
    const funnel = analyticsTable("funnel", { ...period, ...steps, goal_achieved: 1 });
    expect(funnel.rows.map(([, n]) => n)).toEqual([7, 6, 5, 4, 3, 2, 1]);
  });
});
