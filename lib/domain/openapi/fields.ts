import type { JsonSchema } from "./json-schema.ts";

/** One line of a shape, as a reader is shown it. */
export interface ShownField {
  /** `calling_config.retry`, `items[].id`. */
  path: string;
  type: string;
  isRequired: boolean;
  /** What it is, and what it is when it is left out. */
  note: string;
}

const DEEPEST = 4;

/** A schema's fields with those inside them, one under the other. A schema that has a name of its own is named, not opened. */
export function fieldsOf(schema: JsonSchema, prefix = "", depth = 0): ShownField[] {
  if (depth > DEEPEST) return [];
  const { properties = {}, required = [] } = schema;
  const own = Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const shown = { path, type: typeText(field), isRequired: required.includes(name), note: noteOf(field) };
    return [shown, ...inside(field, path, depth + 1)];
  });
  return [...own, ...variants(schema).flatMap((one) => fieldsOf(one, prefix, depth + 1))];
}

function inside(field: JsonSchema, path: string, depth: number): ShownField[] {
  if (field.items) return inside(field.items, `${path}[]`, depth);
  if (field.properties) return fieldsOf(field, `${path}.`, depth);
  return variants(field).flatMap((one) => inside(one, path, depth));
}

const variants = ({ anyOf = [], oneOf = [] }: JsonSchema): JsonSchema[] => [...anyOf, ...oneOf];

function noteOf(field: JsonSchema): string {
  const fallback = field.default;
  const isShown = fallback !== undefined && (typeof fallback !== "object" || fallback === null);
  return [field.description, isShown ? `Left out: ${JSON.stringify(fallback)}.` : undefined]
    .filter(Boolean)
    .join(" ");
}

/** A type in a few words: `string (date-time) or null`, `integer, 1 to 10`, `"a" | "b"`. */
export function typeText(schema: JsonSchema): string {
  if (schema.$ref) return nameOfRef(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = variants(schema);
  if (choices.length > 0) return [...new Set(choices.map(typeText))].join(" or ");
  if (schema.items) return `array of ${typeText(schema.items)}`;
  if (Array.isArray(schema.type)) return schema.type.join(" or ");
  if (schema.type === "object" && typeof schema.additionalProperties === "object") {
    const values = typeText(schema.additionalProperties);
    return values === "anything" ? "object" : `object of ${values}`;
  }
  return `${schema.type ?? "anything"}${schema.format ? ` (${schema.format})` : ""}${bounds(schema)}`;
}

export const nameOfRef = (ref: string): string => ref.split("/").at(-1) ?? ref;

/** JavaScript's own limits are none that anybody set. */
function bounds({ minimum, maximum, maxLength }: JsonSchema): string {
  const [least, most] = [minimum, maximum].map((value) =>
    typeof value === "number" && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : null,
  );
  if (typeof maxLength === "number") return `, up to ${maxLength} characters`;
  if (least !== null && least !== undefined && most !== null && most !== undefined)
    return `, ${least} to ${most}`;
  if (least !== null && least !== undefined) return `, ${least} or more`;
  return most !== null && most !== undefined ? `, up to ${most}` : "";
}
