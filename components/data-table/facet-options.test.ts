import { describe, expect, it } from "vitest";
import { facetOptions } from "./facet-options.ts";

const texts = { busy: "Busy", failed: "Failed" };

describe("facetOptions", () => {
  it("leaves out what nothing has, but never what is chosen", () => {
    const counts = { busy: 3 };
    const busy = { value: "busy", label: "Busy", count: 3 };
    expect(facetOptions(["busy", "failed"], texts, counts, undefined)).toEqual([busy]);
    expect(facetOptions(["busy", "failed"], texts, counts, "failed")).toEqual([
      busy,
      { value: "failed", label: "Failed", count: 0 },
    ]);
  });

  it("shows all without a count where nothing was counted", () => {
    expect(facetOptions(["busy", "failed"], texts, undefined, undefined)).toEqual([
      { value: "busy", label: "Busy", count: undefined },
      { value: "failed", label: "Failed", count: undefined },
    ]);
  });
});
