import { z } from "zod";
import { ANSWERS, BODIES } from "./schemas.ts";

/** A JSON Schema (2020-12), as OpenAPI 3.1 has it. */
export interface JsonSchema {
  type?: string | string[];
  title?: string;
  description?: string;
  format?: string;
  default?: unknown;
  enum?: unknown[];
  const?: unknown;
  items?: JsonSchema;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  additionalProperties?: boolean | JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  $ref?: string;
  [keyword: string]: unknown;
}

type Direction = "input" | "output";
type Override = NonNullable<Parameters<typeof z.toJSONSchema>[1]>["override"];

const uri = (name: string): string => `#/components/schemas/${name}`;
export const refTo = (name: string): JsonSchema => ({ $ref: uri(name) });

/** What a transform makes of a text is nothing that a schema can say: its result is shown as what went in. */
const shownAsGiven: Override = ({ zodSchema, jsonSchema }) => {
  const { def } = zodSchema as unknown as z.ZodPipe<z.ZodType, z.ZodType>;
  if (def.type === "pipe" && def.out.def.type === "transform")
    Object.assign(jsonSchema, schemaOf(def.in, "output"));
  // An answer may grow fields, so that none is closed.
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};

const options = (io: Direction) =>
  ({ io, unrepresentable: "any", ...(io === "output" ? { override: shownAsGiven } : {}) }) as const;

/** One schema by itself, with everything in place. */
export function schemaOf(schema: z.core.$ZodType, io: Direction): JsonSchema {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, options(io)) as JsonSchema;
  return rest;
}

function named(schemas: Record<string, z.ZodType>, io: Direction): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { ...options(io), uri }).schemas as Record<string, JsonSchema>;
  return Object.fromEntries(
    Object.entries(made).map(([name, schema]) => {
      const { $schema: _, $id: __, ...rest } = schema;
      return [name, rest];
    }),
  );
}

/** Every schema that has a name, referring to each other by it. */
export function componentSchemas(): Record<string, JsonSchema> {
  return { ...named(BODIES, "input"), ...named(ANSWERS, "output") };
}
