import { describe, expect, it } from "vitest";
import { clientInputSchema } from "./client.ts";
import { contactInputSchema, contactPatchSchema } from "./contact.ts";

describe("the tags of somebody", () => {
  it("are each kept once, and no blank ones", () => {
    const tags = ["vip", " vip ", "", "VIP", " "];
    const kept = ["vip", "VIP"];
    expect(contactInputSchema.parse({ phone_number: "+14155550100", tags }).tags).toEqual(kept);
    expect(contactPatchSchema.parse({ tags }).tags).toEqual(kept);
    expect(clientInputSchema.parse({ name: "Ada", tags }).tags).toEqual(kept);
  });
});
