import Ajv2020, { type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { OpenApiDocument } from "#lib/domain/openapi/document";
import type { JsonSchema } from "#lib/domain/openapi/json-schema";

const BASE = "https://talky.test/openapi.json";

/** An answer that has a field that is not described is wrong here, although readers are told to live with more. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== "object" || schema === null) return schema;
  const inner = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  const isOpen = "properties" in inner && !("additionalProperties" in inner);
  return isOpen ? { ...inner, additionalProperties: false } : inner;
}

const absolute = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components', `"${BASE}#/components`)) as JsonSchema;

/** What is sent and answered, held against the description. */
export class AnswerSchemas {
  private readonly answers = new Ajv2020({ strict: false, allErrors: true });
  private readonly bodies = new Ajv2020({ strict: false });
  private readonly made = new Map<string, ValidateFunction>();

  constructor(document: OpenApiDocument) {
    addFormats.default(this.answers);
    addFormats.default(this.bodies);
    this.answers.addSchema({ $id: BASE, components: closed(document.components) });
    this.bodies.addSchema({ $id: BASE, components: document.components });
  }

  /** What is wrong with an answer; nothing: it is as described. */
  refusals(schema: JsonSchema, value: unknown): string[] {
    const text = JSON.stringify(absolute(schema));
    const isGood = this.made.get(text) ?? this.answers.compile(closed(JSON.parse(text)) as object);
    this.made.set(text, isGood);
    return isGood(value)
      ? []
      : (isGood.errors ?? []).map((e) => `${e.instancePath}: ${e.message} ${JSON.stringify(e.params)}`);
  }

  /** Whether the description lets such a body be sent. */
  mayBeSent(schema: JsonSchema, value: unknown): boolean {
    const text = JSON.stringify(absolute(schema));
    const isGood = this.made.get(`body ${text}`) ?? this.bodies.compile(JSON.parse(text) as object);
    this.made.set(`body ${text}`, isGood);
    return isGood(value);
  }
}
