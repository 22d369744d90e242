import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyPhoneEvent,
  NEW_PHONE_STATE,
  reachedPerson,
  type PhoneEvent,
  type PhoneState,
} from "./carrier-state.ts";

const T0 = Date.parse("2026-11-20T12:00:00Z");
const event = (status: string, second = 0, more: Partial<PhoneEvent> = {}): PhoneEvent => ({
  status,
  at: new Date(T0 + second * 1000),
  isSocketLeg: false,
  durationS: null,
  endedBy: null,
  priceMicros: null,
  ...more,
});
const apply = (events: PhoneEvent[], from: PhoneState = NEW_PHONE_STATE): PhoneState =>
  events.reduce(applyPhoneEvent, from);

describe("a call as the carrier's events tell it", () => {
  it("goes from ringing through an answer to its end", () => {
    const state = apply([
      event("started"),
      event("ringing", 1),
      event("answered", 5),
      event("completed", 47, { durationS: 42, endedBy: "callee", priceMicros: 3150 }),
    ]);
    expect(state).toMatchObject({ state: "ended", result: "answered", durationS: 42, endedBy: "callee" });
    expect(state.answeredAt).toEqual(new Date(T0 + 5000));
  });

  it.each(["busy", "no_answer", "rejected", "invalid_number", "failed", "cancelled"])(
    "keeps %s although completed follows, or comes first",
    (status) => {
      const completed = event("completed", 3, { durationS: 0 });
      expect(apply([event("started"), event(status, 2), completed]).result).toBe(status);
      expect(apply([completed, event(status, 2), event("started")]).result).toBe(status);
    },
  );

  it("does not know the result of a completed that nothing else explains", () => {
    expect(apply([event("completed", 3, { durationS: 0 })])).toMatchObject({ state: "ended", result: null });
    expect(apply([event("completed", 3, { durationS: 9 })])).toMatchObject({ result: "answered" });
  });

  it("never goes back", () => {
    expect(apply([event("answered", 5), event("ringing", 1), event("started")]).state).toBe("answered");
  });

  it("leaves the call alone when the audio socket's leg or an unknown word speaks", () => {
    const ringing = apply([event("ringing")]);
    expect(apply([event("completed", 9, { isSocketLeg: true })], ringing)).toBe(ringing);
    expect(apply([event("disconnected", 9), event("transfer", 9), event("warp_drive", 9)], ringing)).toBe(
      ringing,
    );
  });

  it("moves on from unknown with the first event", () => {
    expect(apply([event("ringing")], { ...NEW_PHONE_STATE, state: "unknown" }).state).toBe("ringing");
  });

  it("takes a machine's or a person's voice as an answer", () => {
    expect(apply([event("machine", 6)])).toMatchObject({ state: "answered", result: "answered" });
  });

  it("comes to the same end in any order, with any event doubled", () => {
    const statuses = [
      "started",
      "ringing",
      "answered",
      "human",
      "machine",
      "busy",
      "no_answer",
      "rejected",
      "invalid_number",
      "failed",
      "cancelled",
      "completed",
      "disconnected",
      "other",
    ];
    const anyEvent = fc
      .record({
        status: fc.constantFrom(...statuses),
        second: fc.integer({ min: 0, max: 120 }),
        isSocketLeg: fc.boolean(),
        durationS: fc.option(fc.integer({ min: 0, max: 60 })),
        endedBy: fc.option(fc.constantFrom("agent" as const, "callee" as const)),
        priceMicros: fc.option(fc.integer({ min: 0, max: 9000 })),
      })
      .map(({ status, second, ...more }) => event(status, second, more));
    fc.assert(
      fc.property(
        fc
          .array(anyEvent, { maxLength: 8 })
          .chain((events) =>
            fc.tuple(
              fc.constant(events),
              fc.shuffledSubarray(events, { minLength: events.length }),
              fc.subarray(events),
            ),
          ),
        ([events, shuffled, doubled]) => {
          expect(apply([...shuffled, ...doubled])).toEqual(apply(events));
        },
      ),
    );
  });

  it("says whether the phone rang at somebody's", () => {
    expect(reachedPerson(apply([event("started"), event("failed", 1)]))).toBe(false);
    expect(reachedPerson(apply([event("ringing"), event("no_answer", 30)]))).toBe(true);
  });
});
