import fc from "fast-check";
import type { JsonSchema } from "#lib/domain/openapi/json-schema";
import type { Known } from "./hints.ts";

const CONTACTS =
  "phone,first_name,email\n+14155550101,Ada,ada@example.com\n(212) 555-0104,Bob,\nnonsense,Eve,\n";
const BOUNDARY = "talky-fuzz-7f3a";

/** A part of a form: what stands behind `Content-Disposition: form-data; `, and its content. */
type Part = readonly [disposition: string, content: string | Buffer];

export interface Form {
  contentType: string;
  body: Buffer;
}

function formOf(parts: readonly Part[], isWhole = true): Form {
  const bytes = parts.flatMap(([disposition, content]) => [
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`),
    Buffer.from(content as string),
    Buffer.from("\r\n"),
  ]);
  const end = isWhole ? Buffer.from(`--${BOUNDARY}--\r\n`) : Buffer.from("");
  return { contentType: `multipart/form-data; boundary=${BOUNDARY}`, body: Buffer.concat([...bytes, end]) };
}

const FILE: Part = ['name="file"; filename="contacts.csv"', CONTACTS];

const GOOD: Record<string, readonly string[]> = {
  mapping: ['{"phone":"phone_number"}'],
  default_country: ["US", "fr"],
  skip_duplicates: ["true", "false", "0"],
  workspace_duplicates: ["add", "skip"],
  do_not_call: ["add", "reject"],
  consent: ['{"kind":"express","text":"You may call me"}'],
  encoding: ["utf-8", "windows-1252"],
  delimiter: [",", "tab"],
  header_row: ["1", "0"],
  sheet: ["Contacts"],
  reason: ["They asked"],
};
const STRANGE = [
  "\u0000",
  "m".repeat(70_000),
  "{",
  "[]",
  "null",
  "nonsense",
  '{"phone":"\u0000"}',
  "-1",
  "1e99",
  "ZZZ",
];
const FILES: readonly Part[] = [
  ['name="file"; filename="a\u0000b.csv"', CONTACTS],
  [`name="file"; filename="${"m".repeat(3000)}.csv"`, CONTACTS],
  ['name="file"; filename=""', CONTACTS],
  ['name="file"; filename="contacts.xlsx"', "PK\u0003\u0004 no workbook"],
  ['name="file"; filename="contacts.csv"', ""],
  ['name="file"; filename="contacts.csv"', "\n\n\n"],
  ['name="file"; filename="contacts.csv"', Buffer.from([0, 1, 2, 0xff, 0xfe, 0, 0])],
  ['name="file"; filename="contacts.csv"', `phone\n"${"+1415".repeat(1000)}`],
  ['name="file"', CONTACTS],
  ['name="other"; filename="contacts.csv"', CONTACTS],
  ["name=", CONTACTS],
];

const fieldsOf = (schema: JsonSchema): string[] =>
  Object.keys(schema.properties ?? {}).filter((name) => name !== "file");

export function goodForm(schema: JsonSchema, known: Known): fc.Arbitrary<Form> {
  const values = { ...GOOD, campaign_id: known.ids("campaigns") };
  const fields = fieldsOf(schema).map((name) =>
    fc
      .option(fc.constantFrom(...(values[name as keyof typeof values] ?? ["x"])), { nil: undefined, freq: 1 })
      .map((value): Part[] => (value === undefined ? [] : [[`name="${name}"`, value]])),
  );
  return fc.tuple(...fields).map((parts) => formOf([...parts.flat(), FILE]));
}

export function strangeForm(schema: JsonSchema): fc.Arbitrary<Form> {
  const names = fc.constantFrom(...fieldsOf(schema), "more", "__proto__");
  const field = fc.tuple(names, fc.constantFrom(...STRANGE)).map(([n, v]): Part => [`name="${n}"`, v]);
  return fc.oneof(
    field.map((part) => formOf([part, FILE])),
    fc.constantFrom(...FILES).map((part) => formOf([part])),
    field.map((part) => formOf([part])),
    fc.constantFrom(
      formOf([FILE], false),
      formOf([FILE, FILE]),
      formOf(Array.from({ length: 40 }, (_, i): Part => [`name="f${i}"`, "x"])),
      formOf([]),
      { contentType: "multipart/form-data; boundary=another", body: formOf([FILE]).body },
      { contentType: "multipart/form-data", body: formOf([FILE]).body },
      { contentType: "text/csv", body: Buffer.from(CONTACTS) },
    ),
  );
}
