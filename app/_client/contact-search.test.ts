import { describe, expect, it } from "vitest";
import { contactFiltersOf, contactSearchOf, withContactSearch } from "./contact-search.ts";

const campaign = "0b8f3f6e-5d7c-4a53-9d42-6f1c2a8f1e77";

describe("contactFiltersOf", () => {
  it("knows outcomes of the conversation and of the carrier apart", () => {
    expect(contactFiltersOf({ outcome: "opted_out" })).toEqual({ disposition: "opted_out" });
    expect(contactFiltersOf({ outcome: "busy", campaign })).toEqual({
      telephony_result: "busy",
      campaign_id: campaign,
    });
  });

  it("leaves out what it does not know", () => {
    const nonsense = { status: "deleted", outcome: "x", reason: "x", campaign: "1; drop table", q: " " };
    expect(contactFiltersOf(nonsense)).toEqual({});
  });
});

describe("a search in the address", () => {
  it("is read as it was written, beside what else stands there", () => {
    const search = { q: "ada & co", status: "done", tag: "vip" };
    const path = withContactSearch("http://host/campaigns/1?tab=contacts&reason=old", search);
    const url = new URL(path, "http://host");
    expect(url.pathname + "|" + url.searchParams.get("tab")).toBe("/campaigns/1|contacts");
    expect(contactSearchOf(Object.fromEntries(url.searchParams))).toEqual(search);
  });
});
