import { describe, expect, it } from "vitest";
import { z } from "zod";
import { issueSentence } from "./issue-sentence.ts";

const told = (schema: z.ZodType, value: unknown): string[] =>
  (schema.safeParse(value, { error: issueSentence }).error?.issues ?? []).map(({ message }) => message);

describe("what is said of an input that a schema refuses", () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.object({ name: z.string() }), {}, "Give a text; this is missing."],
    [z.string(), 7, "Give a text."],
    [z.number().int(), 1.5, "Give a whole number."],
    [z.array(z.string()), {}, "Give a list."],
    [z.string().max(3), "four", "Use at most 3 characters."],
    [z.number().min(1), 0, "Give at least 1."],
    [z.array(z.string()).min(1), [], "Give at least 1 of these."],
    [z.enum(["a", "b"]), "c", 'Choose one of "a", "b".'],
    [z.literal(5), 4, "Choose 5."],
    [z.uuid(), "x", "This is not an id."],
    [z.iso.date(), "tomorrow", "Write the day as 2027-05-31."],
    [z.string().regex(/^a$/), "b", "Write this as it is described."],
    [z.union([z.number(), z.null()]), "x", "Write this in one of the forms described."],
    [
      z.discriminatedUnion("action", [
        z.object({ action: z.literal("a") }),
        z.object({ action: z.literal("b") }),
      ]),
      { action: "c" },
      'Choose one of "a", "b".',
    ],
  ])("%# says what to do", (schema, value, sentence) => {
    expect(told(schema, value)).toEqual([sentence]);
  });

  it("leaves a schema's own words alone", () => {
    expect(told(z.string({ error: "Give a name." }), 1)).toEqual(["Give a name."]);
  });
});
