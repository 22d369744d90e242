import fc from "fast-check";
import { expect, test } from "vitest";
import { tripBreaker, type EndedAttempt } from "./breaker.ts";

const attempts = (failed: number, good: number): EndedAttempt[] =>
  Array.from({ length: failed + good }, (_, i) => ({
    jobId: `job-${i}`,
    callId: `call-${i}`,
    hasFailed: i < failed,
  }));

test("trips at half of five, and names those that failed", () => {
  expect(tripBreaker(attempts(3, 2))?.map((one) => one.callId)).toEqual(["call-0", "call-1", "call-2"]);
  expect(tripBreaker(attempts(3, 3))).toHaveLength(3);
  expect(tripBreaker(attempts(2, 3))).toBeNull();
});

test("holds while too few calls have ended, whatever they came to", () => {
  expect(tripBreaker(attempts(4, 0))).toBeNull();
  expect(tripBreaker([])).toBeNull();
});

test("trips exactly when at least five ended and at least half of them failed", () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), (failed, good) => {
      const tripped = tripBreaker(attempts(failed, good));
      expect(tripped !== null).toBe(failed + good >= 5 && failed * 2 >= failed + good);
    }),
  );
});
