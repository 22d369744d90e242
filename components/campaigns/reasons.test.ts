import { expect, test } from "vitest";
import { reasonRows } from "./reasons.ts";

test("shows why contacts are not called, most first, and nothing of those who were", () => {
  const rows = reasonRows({
    reasons: [
      { reason: "outcome_final", count: 900, next_at: null },
      { reason: "do_not_call", count: 40, next_at: null },
      { reason: "outside_window", count: 110, next_at: "2026-11-26T09:00:00.000Z" },
    ],
  });
  expect(rows).toEqual([
    { word: "Outside calling hours", count: 110, nextAt: "2026-11-26T09:00:00.000Z" },
    { word: "On the do-not-call list", count: 40, nextAt: null },
  ]);
});

test("counts reasons of the same words together and names the earliest time", () => {
  const rows = reasonRows({
    reasons: [
      { reason: "concurrency_tenant", count: 2, next_at: "2026-11-26T09:00:05.000Z" },
      { reason: "concurrency_campaign", count: 3, next_at: "2026-11-26T09:00:01.000Z" },
    ],
  });
  expect(rows).toEqual([{ word: "Waiting for a free line", count: 5, nextAt: "2026-11-26T09:00:01.000Z" }]);
});
