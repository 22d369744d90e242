import { describe, expect, it } from "vitest";
import { filtersOf, isNarrowed } from "./call-filter-fields.ts";

const campaign = "0b8f3f6e-5d7c-4a53-9d42-6f1c2a8f1e77";
const now = Date.UTC(2026, 10, 20, 12, 0, 30);
const MONTH = { from: "2026-10-21T12:00:00.000Z" };

describe("filtersOf", () => {
  it("knows outcomes of the conversation and of the carrier apart", () => {
    expect(filtersOf({ outcome: "opted_out" }, now)).toEqual({ disposition: "opted_out", ...MONTH });
    expect(filtersOf({ outcome: "busy", campaign }, now)).toEqual({
      telephony_result: "busy",
      campaign_id: campaign,
      ...MONTH,
    });
    expect(filtersOf({ outcome: "live" }, now)).toEqual({ in_progress: "true", ...MONTH });
  });

  it("takes a range, or the time that was zoomed into", () => {
    expect(filtersOf({ range: "1h" }, now)).toEqual({ from: "2026-11-20T11:00:00.000Z" });
    const span = { from: "2026-11-01T00:00:00.000Z", to: "2026-11-02T00:00:00.000Z" };
    expect(filtersOf({ ...span, range: "1h" }, now)).toEqual(span);
    expect(filtersOf({ from: span.to, to: span.from }, now)).toEqual(MONTH);
  });

  it("leaves out what it does not know", () => {
    expect(filtersOf({ outcome: "nonsense", campaign: "1; drop table", range: "toString" }, now)).toEqual(
      MONTH,
    );
    expect(filtersOf({ from: "yesterday", to: "today" }, now)).toEqual(MONTH);
  });
});

describe("isNarrowed", () => {
  it("is about what was filtered by, not about the range", () => {
    expect(isNarrowed({ range: "7d" })).toBe(false);
    expect(isNarrowed({ q: " " })).toBe(false);
    expect(isNarrowed({ outcome: "busy" })).toBe(true);
  });
});
