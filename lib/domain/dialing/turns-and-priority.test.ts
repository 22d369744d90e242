import { describe, expect, it } from "vitest";
import { fairTurns } from "./fair-turns.ts";
import { dialPriority } from "./priority.ts";
import { isReservedNumber } from "./reserved-numbers.ts";

const of = (name: string) => ({ tenantId: name.charAt(0), campaignId: name });

describe("fair turns", () => {
  it("gives each tenant a turn before anybody's second campaign", () => {
    const order = fairTurns(["a1", "a2", "a3", "b1"].map(of), 0).map((c) => c.campaignId);
    expect(order).toEqual(["a1", "b1", "a2", "a3"]);
  });
  it("lets another go first in the next turn", () => {
    expect(fairTurns(["a1", "b1"].map(of), 1)[0]?.campaignId).toBe("b1");
    expect(fairTurns([], 3)).toEqual([]);
  });
});

describe("priority", () => {
  it("adds two for high value and one for urgency, and stops at ten", () => {
    expect(dialPriority({ priority: 5, isHighValue: false, tags: [] })).toBe(5);
    expect(dialPriority({ priority: 5, isHighValue: true, tags: ["Urgent", "appointment"] })).toBe(8);
    expect(dialPriority({ priority: 9, isHighValue: true, tags: [] })).toBe(10);
  });
});

describe("numbers set aside for fiction", () => {
  it("are 555-0100 to 555-0199 in any area code", () => {
    expect(isReservedNumber("+14155550100")).toBe(true);
    expect(isReservedNumber("+12125550199")).toBe(true);
    expect(isReservedNumber("+14155550200")).toBe(false);
    expect(isReservedNumber("+442071838750")).toBe(false);
  });
});
