import { describe, expect, it } from "vitest";
import { filtersOf } from "./call-filter-fields.ts";

const campaign = "0b8f3f6e-5d7c-4a53-9d42-6f1c2a8f1e77";

describe("filtersOf", () => {
  it("knows outcomes of the conversation and of the carrier apart", () => {
    expect(filtersOf({ outcome: "opted_out" })).toEqual({ disposition: "opted_out" });
    expect(filtersOf({ outcome: "busy", campaign })).toEqual({
      telephony_result: "busy",
      campaign_id: campaign,
    });
    expect(filtersOf({ outcome: "live" })).toEqual({ in_progress: "true" });
  });

  it("leaves out what it does not know", () => {
    expect(filtersOf({ outcome: "nonsense", campaign: "1; drop table" })).toEqual({});
    expect(filtersOf({})).toEqual({});
  });
});
