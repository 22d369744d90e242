import { describe, expect, it } from "vitest";
import { recordingFiltersOf } from "./recording-queries.ts";

const ID = "8f0c3bb0-6bd3-4c4c-9a51-6cbb9ad1d7d0";
const of = (address: string) => {
  const query = new URLSearchParams(address);
  return recordingFiltersOf((name) => query.get(name));
};

describe("the filters of the recordings", () => {
  it("are what the address says", () => {
    expect(of(`campaign_id=${ID}&disposition=opted_out&call=${ID}`)).toEqual({
      campaign_id: ID,
      disposition: "opted_out",
    });
  });

  it("leave out what cannot be: an old link shows more rather than an error", () => {
    expect(of("campaign_id=nonsense&disposition=busy")).toEqual({});
    expect(of("")).toEqual({});
  });
});
