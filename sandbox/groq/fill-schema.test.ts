import { describe, expect, it } from "vitest";
import { fillSchema } from "./fill-schema.ts";

const fill = (schema: Record<string, unknown>, name: string, transcript: string): unknown =>
  fillSchema(schema, { facts: {}, transcript, fallbackDisposition: "no_goal" }, name);

describe("what is made up for a schema", () => {
  const text = { type: ["string", "null"] };
  it.each([
    ["You can write to ada.lovelace@example.com.", "ada.lovelace@example.com"],
    ["I would rather not.", null],
  ])("finds an address in %j", (transcript, wanted) => {
    expect(fill(text, "email", transcript)).toBe(wanted);
  });

  it("takes the choice that was said, and none where none was", () => {
    const choice = { type: ["string", "null"], enum: ["small", "large", null] };
    expect(fill(choice, "size", "A large one, please.")).toBe("large");
    expect(fill(choice, "size", "I cannot say.")).toBeNull();
  });
});
