import { describe, expect, it } from "vitest";
import { curlOf } from "./curl.ts";
import { fieldsOf, typeText } from "./fields.ts";
import { schemaOf } from "./json-schema.ts";
import type { Operation } from "./operation.ts";
import { z } from "zod";

const operation: Operation = {
  method: "POST",
  path: "/campaigns/{id}/contacts/{leadId}/consents",
  tag: "Contacts",
  summary: "x",
  access: "write",
  body: "ConsentInput",
  example: { text: "That's fine" },
  isIdempotent: true,
  answers: { 201: "Consent" },
};

describe("a command for the shell", () => {
  it("names the ids, signs in, and keeps quotes whole", () => {
    expect(curlOf(operation)).toBe(
      [
        'curl "$API/campaigns/$ID/contacts/$LEAD_ID/consents"',
        '-H "Authorization: Bearer $KEY"',
        '-H "Idempotency-Key: $(uuidgen)"',
        '-H "Content-Type: application/json"',
        String.raw`-d '{"text":"That'\''s fine"}'`,
      ].join(" \\\n  "),
    );
  });

  it("sends a file as a form, and nothing where nothing is wanted", () => {
    expect(curlOf({ ...operation, form: {}, access: "open" })).toContain("-F file=@file.csv");
    expect(curlOf({ ...operation, method: "GET" })).toMatch(/^curl "\$API/);
    expect(curlOf({ ...operation, method: "DELETE" })).toMatch(/^curl -X DELETE /);
  });
});

describe("the fields of a shape", () => {
  const schema = schemaOf(
    z.object({
      name: z.string().max(80).describe("What it is called."),
      priority: z.number().int().min(1).max(10).default(5),
      at: z.iso.datetime().nullable(),
      kind: z.enum(["a", "b"]),
      parts: z.array(z.object({ id: z.uuid() })),
      more: z.record(z.string(), z.unknown()).optional(),
    }),
    "input",
  );

  it("are told one by one, with those inside them", () => {
    expect(fieldsOf(schema)).toEqual([
      { path: "name", type: "string, up to 80 characters", isRequired: true, note: "What it is called." },
      { path: "priority", type: "integer, 1 to 10", isRequired: false, note: "Left out: 5." },
      { path: "at", type: "string (date-time) or null", isRequired: true, note: "" },
      { path: "kind", type: '"a" | "b"', isRequired: true, note: "" },
      { path: "parts", type: "array of object", isRequired: true, note: "" },
      { path: "parts[].id", type: "string (uuid)", isRequired: true, note: "" },
      { path: "more", type: "object", isRequired: false, note: "" },
    ]);
  });

  it("name what has a name", () => {
    expect(typeText({ type: "array", items: { $ref: "#/components/schemas/Call" } })).toBe("array of Call");
  });
});
