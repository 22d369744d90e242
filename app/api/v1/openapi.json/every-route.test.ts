import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openApiDocument } from "#lib/domain/openapi/document";
import { type Operation, operationId } from "#lib/domain/openapi/operation";
import { OPERATIONS } from "#lib/domain/openapi/operations";
import { BODIES } from "#lib/domain/openapi/schemas";

const api = join(import.meta.dirname, "..");
const lib = join(import.meta.dirname, "../../../../lib");

interface Verb {
  method: string;
  path: string;
  /** From this verb's export to the next one. */
  text: string;
  /** What the file imports from lib, by name. */
  imports: Map<string, string>;
}

/** What stands in the folder, read as text. */
const verbs: Verb[] = globSync("**/route.ts", { cwd: api })
  .filter((file) => !file.startsWith("[[...rest]]"))
  .flatMap((file) => {
    const source = readFileSync(join(api, file), "utf8");
    const path = `/${file.replace(/\/route\.ts$/, "")}`.replaceAll(/\[(\w+)\]/g, "{$1}");
    const imports = new Map(
      [...source.matchAll(/import \{([^}]*)\} from "#lib\/([^"]+)"/g)].flatMap(([, names = "", from = ""]) =>
        names.split(",").map((name): [string, string] => [name.trim().replace(/^type /, ""), from]),
      ),
    );
    const starts = [
      ...source.matchAll(/^export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/gm),
    ];
    return starts.map((start, i) => ({
      method: start[1] ?? "",
      path,
      text: source.slice(start.index, starts[i + 1]?.index),
      imports,
    }));
  });

const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
const operationOf = (verb: Verb): Operation | undefined =>
  OPERATIONS.find((operation) => nameOf(operation) === nameOf(verb));

/** The schema that stands as the second argument of `readJson` or `readQuery` in the verb's text. */
async function schemaRead(verb: Verb, reader: "readJson" | "readQuery"): Promise<unknown> {
  const name = new RegExp(`${reader}\\(\\w+, (\\w+)\\)`).exec(verb.text)?.[1];
  if (name === undefined) return undefined;
  const from = verb.imports.get(name);
  if (from === undefined) throw new Error(`${nameOf(verb)} reads ${name}, which it does not import from lib`);
  return ((await import(join(lib, `${from}.ts`))) as Record<string, unknown>)[name];
}

describe("the API's description and its routes", () => {
  it("have the same verbs, each once", () => {
    expect(verbs.length).toBeGreaterThan(60);
    expect(OPERATIONS.map(nameOf).toSorted()).toEqual(verbs.map(nameOf).toSorted());
    const ids = OPERATIONS.map(operationId);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it.each(verbs.map((verb) => [nameOf(verb), verb] as const))(
    "%s validates with what is described",
    async (_, verb) => {
      const operation = operationOf(verb);
      expect(operation?.query).toBe(await schemaRead(verb, "readQuery"));
      const body = await schemaRead(verb, "readJson");
      expect(operation?.body === undefined ? undefined : BODIES[operation.body]).toBe(body);
      expect(operation?.form !== undefined, "a form").toBe(/with(Upload|DncFile)\(/.test(verb.text));
      expect(operation?.isIdempotent === true, "an idempotency key").toBe(
        verb.text.includes("isIdempotent: true"),
      );
    },
  );

  it.each(verbs.map((verb) => [nameOf(verb), verb] as const))(
    "%s asks for the scope that is told",
    (_, verb) => {
      const access = operationOf(verb)?.access ?? "";
      const isForTenants = /= userRoute\b/.test(verb.text);
      expect(["open", "any", "session"].includes(access), "open to all").toBe(!isForTenants);
      if (access !== "person") expect(access === "dial").toBe(verb.text.includes('scope: "dial"'));
      if (access === "read") expect(verb.method).toBe("GET");
      if (access === "write") expect(verb.method).not.toBe("GET");
    },
  );

  it("have an example for every JSON body, and each one does", () => {
    for (const operation of OPERATIONS) {
      if (operation.body === undefined) continue;
      const read = BODIES[operation.body].safeParse(operation.example);
      expect(read.error?.issues, nameOf(operation)).toBeUndefined();
    }
  });
});

describe("the description", () => {
  const document = openApiDocument("https://talky.example.com/");

  it("refers to nothing that it has not", () => {
    const text = JSON.stringify(document);
    const names = [...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name ?? "");
    expect(names.length).toBeGreaterThan(100);
    for (const name of names) expect(document.components.schemas, name).toHaveProperty(name);
  });

  it("says where, and of which shape the errors are", () => {
    expect(document.servers).toEqual([{ url: "https://talky.example.com/api/v1" }]);
    const start = document.paths["/campaigns/{id}/start"]?.["post"];
    expect(start?.security).toEqual([{ bearer: ["dial"] }]);
    expect(Object.keys(start?.responses ?? {})).toEqual([
      "200",
      "401",
      "403",
      "404",
      "409",
      "422",
      "429",
      "default",
    ]);
    expect(start?.responses["409"]?.content).toHaveProperty(["application/problem+json"]);
  });

  it("tells what may be left out of a body", () => {
    const field = document.components.schemas["CampaignInput"]?.properties?.["extraction_fields"]?.items;
    expect(field?.required).toEqual(["name", "type"]);
  });

  it("knows the type of every field of an answer", () => {
    const untyped: string[] = [];
    const look = (schema: Record<string, unknown>, at: string): void => {
      if (Object.keys(schema).length === 0) untyped.push(at);
      for (const [key, inner] of Object.entries((schema["properties"] ?? {}) as Record<string, never>))
        look(inner, `${at}.${key}`);
      if (schema["items"]) look(schema["items"] as never, `${at}[]`);
      for (const inner of (schema["anyOf"] ?? []) as never[]) look(inner, at);
    };
    for (const [name, schema] of Object.entries(document.components.schemas)) look(schema, name);
    // What a tool was given and gave back is anything; so is the gate's stored word.
    const free = /\.tool\.(arguments|result)$|^JobPage\.items\[\]\.verdict$/;
    expect(untyped.filter((at) => !free.test(at))).toEqual([]);
  });
});
