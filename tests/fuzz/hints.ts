import fc from "fast-check";
import type { JsonSchema } from "#lib/domain/openapi/json-schema";
import type { Hint } from "./values.ts";

/** What there is of each kind, by the name of the table, and what answers have brought. */
export interface Known {
  ids(table: string): readonly string[];
  cursors(): readonly string[];
}

/** Area codes apart, so that numbers are seldom the same; whoever picks up there is busy, rejects, or is out of service. */
const AREAS = ["201", "212", "305", "312", "404", "415", "503", "602", "617", "702", "713", "808", "916"];
const numbers = fc
  .tuple(fc.constantFrom(...AREAS), fc.constantFrom("01", "04", "05"))
  .map(([area, nn]) => `+1${area}55501${nn}`);
const spelled = numbers.map((n) => `(${n.slice(2, 5)}) ${n.slice(5, 8)}-${n.slice(8)}`);
const phoneNumbers = fc.oneof(
  { weight: 6, arbitrary: numbers },
  { weight: 2, arbitrary: spelled },
  fc.constantFrom("+442079460000", "+33 1 99 00 11 22", "911", "+1", "nonsense"),
);

const zones = fc.constantFrom("UTC", "America/New_York", "Europe/Paris", "Asia/Kolkata");
/** On nobody's machine but this one, where nobody listens. */
const hooks = fc.constantFrom("http://127.0.0.1:1/", "http://localhost:9/hook?x=1");

const NAMED: Record<string, fc.Arbitrary<unknown>> = {
  phone_number: phoneNumbers,
  transfer_number: numbers,
  timezone: zones,
  email: fc.uuid().map((id) => `${id}@example.com`),
  url: hooks,
  password: fc.string({ minLength: 12, maxLength: 40 }),
  voice_id: fc.constantFrom("", "slt", "nobody"),
  time_window_end: fc.constantFrom("17:00", "24:00", "02:30"),
  name: fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }),
  language: fc.constantFrom("en", "es", "fr", "de-DE"),
};

const isText = (schema: JsonSchema): boolean => schema.type === "string" && !schema.pattern && !schema.enum;
const isId = (schema: JsonSchema): boolean => schema.format === "uuid";

/** `tableOf` says whose row a field of that name points to. */
export function hintsOf(known: Known, tableOf: (name: string) => string | undefined): Hint {
  return (name, schema) => {
    if (isId(schema)) {
      const table = tableOf(name);
      const ids = table === undefined ? [] : known.ids(table);
      return ids.length > 0
        ? fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, fc.uuid())
        : undefined;
    }
    if (name === "cursor")
      return known.cursors().length > 0 ? fc.constantFrom(...known.cursors()) : undefined;
    return isText(schema) && schema.format === undefined ? NAMED[name] : undefined;
  };
}
