import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callerIdFreeAt, capDayOf, pickCallerId, type CallerId } from "./caller-id.ts";

const one = (phoneNumber: string, usedToday = 0, more: Partial<CallerId> = {}): CallerId => ({
  phoneNumber,
  usedToday,
  dailyCap: 10,
  isActive: true,
  ...more,
});
const SAN_FRANCISCO = "+14155550100";

describe("the number that is shown", () => {
  it("is one of the callee's own area, however much room the others have", () => {
    expect(pickCallerId([one("+12125550111"), one("+14155550111", 9)], SAN_FRANCISCO)).toBe("+14155550111");
  });

  it("is one of the callee's own country where none is of the area", () => {
    const pool = [one("+12125550111"), one("+442071838750", 9), one("+4930901820")];
    expect(pickCallerId(pool, "+441632960001")).toBe("+442071838750");
    expect(pickCallerId(pool, SAN_FRANCISCO)).toBe("+12125550111");
  });

  it("is the one with the most room left, then the one that was used least", () => {
    expect(pickCallerId([one("+12125550111", 3), one("+13125550111", 2)], SAN_FRANCISCO)).toBe(
      "+13125550111",
    );
    const pool = [one("+12125550111", 3, { dailyCap: 13 }), one("+13125550111", 1, { dailyCap: 11 })];
    expect(pickCallerId(pool, SAN_FRANCISCO)).toBe("+13125550111");
  });

  it("is none that is switched off or at its cap", () => {
    const pool = [one("+14155550111", 0, { isActive: false }), one("+14155550112", 10)];
    expect(pickCallerId(pool, SAN_FRANCISCO)).toBeNull();
  });

  it("is one of the pool with room, if there is any, and the same whatever their order", () => {
    const ids = fc.uniqueArray(
      fc.record({
        phoneNumber: fc.constantFrom("+14155550111", "+12125550111", "+442071838750", "+33142685300"),
        usedToday: fc.nat(4),
        dailyCap: fc.integer({ min: 1, max: 4 }),
        isActive: fc.boolean(),
      }),
      { selector: (id) => id.phoneNumber },
    );
    fc.assert(
      fc.property(ids, (pool) => {
        const picked = pickCallerId(pool, SAN_FRANCISCO);
        const free = pool.filter((id) => id.isActive && id.usedToday < id.dailyCap);
        expect(free.length === 0 ? picked === null : free.some((id) => id.phoneNumber === picked)).toBe(true);
        expect(pickCallerId(pool.toReversed(), SAN_FRANCISCO)).toBe(picked);
      }),
    );
  });
});

it("is free again at the start of the next day, where one is only waiting for that", () => {
  const now = new Date("2026-11-26T23:59:59Z");
  expect(capDayOf(now)).toBe("2026-11-26");
  expect(callerIdFreeAt([one(SAN_FRANCISCO, 10)], now)).toEqual(new Date("2026-11-27T00:00:00Z"));
  expect(callerIdFreeAt([one(SAN_FRANCISCO, 10, { isActive: false })], now)).toBeNull();
});
