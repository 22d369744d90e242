import { spokenEmail, spokenNumber } from "./spoken-contact.ts";

/** What is known when an object has to be made up for somebody's JSON Schema. */
export interface Knowledge {
  /** Values by property name. */
  facts: Record<string, string | number | boolean | string[]>;
  /** Searched for an e-mail address or a number where a property asks for one. */
  transcript: string;
  fallbackDisposition: string;
}

const SUCCESS = /goal|success|achiev|agree|interested/i;

type Schema = Record<string, unknown>;

/** A value that fits the schema: from the facts by name where the type agrees, else the plainest one there is. */
export function fillSchema(schema: Schema, knowledge: Knowledge, name = ""): unknown {
  const options = schema["enum"];
  const fact = knowledge.facts[name];
  if (Array.isArray(options)) return pickOption(options, knowledge, fact);
  if ("const" in schema) return schema["const"];
  const variants = schema["anyOf"] ?? schema["oneOf"];
  if (Array.isArray(variants)) return fillVariant(variants as Schema[], knowledge, name);
  const types = Array.isArray(schema["type"])
    ? (schema["type"] as string[])
    : [typeof schema["type"] === "string" ? schema["type"] : "object"];
  const known = types.map((type) => fromKnowledge(type, fact, knowledge, name)).find((v) => v !== undefined);
  if (known !== undefined) return known;
  return types.includes("null") ? null : plainest(types[0] ?? "object", schema, knowledge);
}

function pickOption(options: unknown[], knowledge: Knowledge, fact: unknown): unknown {
  const wanted = [
    fact,
    knowledge.facts["disposition"],
    knowledge.facts["sentiment"],
    knowledge.fallbackDisposition,
  ];
  const known = wanted.find((value) => value !== undefined && options.includes(value));
  const said = options.find((option) => typeof option === "string" && isSaid(option, knowledge.transcript));
  return known ?? said ?? (options.includes(null) ? null : options[0]);
}

function fillVariant(variants: Schema[], knowledge: Knowledge, name: string): unknown {
  const nullable = variants.some((v) => v["type"] === "null");
  const rest = variants.filter((v) => v["type"] !== "null");
  for (const variant of rest) {
    const value = fromKnowledge(String(variant["type"]), knowledge.facts[name], knowledge, name);
    if (value !== undefined) return value;
  }
  return nullable || !rest[0] ? null : fillSchema(rest[0], knowledge, name);
}

function fromKnowledge(type: string, fact: unknown, knowledge: Knowledge, name: string): unknown {
  if (type === "string" && typeof fact === "string") return fact;
  if (type === "boolean" && typeof fact === "boolean") return fact;
  const reached = knowledge.facts["goal_achieved"];
  if (type === "boolean" && typeof reached === "boolean" && SUCCESS.test(name)) return reached;
  if ((type === "number" || type === "integer") && typeof fact === "number") return fact;
  if (type === "array" && Array.isArray(fact)) return fact;
  if (type !== "string") return undefined;
  if (/e-?mail/i.test(name)) return spokenEmail(knowledge.transcript) ?? undefined;
  if (/phone|number/i.test(name)) return spokenNumber(knowledge.transcript) ?? undefined;
  return undefined;
}

function plainest(type: string, schema: Schema, knowledge: Knowledge): unknown {
  switch (type) {
    case "string":
      return String(knowledge.facts["reason"] ?? "");
    case "number":
    case "integer":
      return typeof schema["minimum"] === "number" ? schema["minimum"] : 0;
    case "boolean":
      return false;
    case "array":
      return [];
    case "null":
      return null;
    default: {
      const properties = (schema["properties"] ?? {}) as Record<string, Schema>;
      return Object.fromEntries(
        Object.entries(properties).map(([key, inner]) => [key, fillSchema(inner, knowledge, key)]),
      );
    }
  }
}

const isSaid = (option: string, transcript: string): boolean =>
  transcript
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .includes(option.toLowerCase());
