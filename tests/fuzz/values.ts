import fc from "fast-check";
import type { JsonSchema } from "#lib/domain/openapi/json-schema";

/** A value that means something for a field of this name; undefined: whatever the schema allows will do. */
export type Hint = (name: string, schema: JsonSchema) => fc.Arbitrary<unknown> | undefined;

const SHORT = 40;
const DEEPEST = 6;
/** A text as long as it may be is sent now and then, where that is no burden. */
const LONGEST = 20_000;

/** Makes what a JSON Schema allows. */
export class Values {
  private readonly schemas: Record<string, JsonSchema>;
  private readonly hint: Hint;

  constructor(schemas: Record<string, JsonSchema>, hint: Hint) {
    this.schemas = schemas;
    this.hint = hint;
  }

  of(schema: JsonSchema, name = "", depth = 0): fc.Arbitrary<unknown> {
    if (schema.$ref) return this.of(this.schemas[schema.$ref.split("/").pop() ?? ""] ?? {}, name, depth);
    const hinted = this.hint(name, schema);
    if (hinted) return hinted;
    if (schema.const !== undefined) return fc.constant(schema.const);
    if (schema.enum) return fc.constantFrom(...schema.enum);
    const variants = schema.anyOf ?? schema.oneOf;
    if (variants) return fc.oneof(...variants.map((one) => this.of(one, name, depth)));
    return this.typed(schema, name, depth);
  }

  private typed(schema: JsonSchema, name: string, depth: number): fc.Arbitrary<unknown> {
    switch (schema.type) {
      case "string":
        return textOf(schema);
      case "integer":
      case "number":
        return numberOf(schema);
      case "boolean":
        return fc.boolean();
      case "null":
        return fc.constant(null);
      case "array":
        return this.listOf(schema, name, depth);
      case "object":
        return this.objectOf(schema, depth);
      case undefined:
      default:
        return depth > DEEPEST ? fc.constant(null) : fc.jsonValue({ maxDepth: 2 });
    }
  }

  private listOf(schema: JsonSchema, name: string, depth: number): fc.Arbitrary<unknown> {
    const minLength = Number(schema["minItems"] ?? 0);
    const most = depth > DEEPEST ? minLength : minLength + 3;
    const maxLength = Math.min(Number(schema["maxItems"] ?? most), most);
    return fc.array(this.of(schema.items ?? {}, name, depth + 1), { minLength, maxLength });
  }

  private objectOf(schema: JsonSchema, depth: number): fc.Arbitrary<unknown> {
    const { properties = {}, required = [], additionalProperties } = schema;
    const fields = Object.fromEntries(
      Object.entries(properties).map(([key, inner]) => [key, this.of(inner, key, depth + 1)]),
    );
    const own = fc.record(fields, { requiredKeys: required.filter((key) => key in fields) });
    if (typeof additionalProperties !== "object") return own;
    const more = fc.dictionary(
      fc.stringMatching(/^[a-z_]{1,12}$/),
      this.of(additionalProperties, "", depth + 1),
      {
        maxKeys: 3,
      },
    );
    return fc.tuple(more, own).map(([a, b]) => ({ ...a, ...b }));
  }
}

function numberOf({ type, minimum, maximum }: JsonSchema): fc.Arbitrary<number> {
  const [min, max] = [Number(minimum ?? -1e9), Number(maximum ?? 1e9)];
  if (type === "integer") return fc.integer({ min: Math.ceil(min), max: Math.floor(max) });
  return fc.double({ min, max, noNaN: true });
}

const patterns = new Map<string, fc.Arbitrary<string>>();

function textOf({ format, pattern, minLength, maxLength }: JsonSchema): fc.Arbitrary<string> {
  if (format === "uuid") return fc.uuid();
  if (format === "email") return fc.uuid().map((id) => `${id}@example.com`);
  const day = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
  if (format === "date-time") return day.map((date) => date.toISOString());
  if (format === "date") return day.map((date) => date.toISOString().slice(0, 10));
  if (format === "uri") return fc.webUrl();
  if (typeof pattern === "string") {
    const made = patterns.get(pattern) ?? fc.stringMatching(new RegExp(pattern));
    patterns.set(pattern, made);
    return made;
  }
  const least = Number(minLength ?? 0);
  const most = Number(maxLength ?? SHORT);
  const usual = fc.string({
    unit: "grapheme",
    minLength: least,
    maxLength: Math.max(least, Math.min(most, SHORT)),
  });
  return most <= LONGEST ? fc.oneof({ weight: 9, arbitrary: usual }, fc.constant("m".repeat(most))) : usual;
}
