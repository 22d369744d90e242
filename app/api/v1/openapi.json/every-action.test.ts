import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { OPERATIONS } from "#lib/domain/openapi/operations";
import { ACTIONS, type Action, permissionOf } from "#lib/domain/roles/actions";

const root = join(import.meta.dirname, "../../../..");
const api = join(import.meta.dirname, "..");

/** The doors through which a verb passes, with the action that it names there. */
const DOOR = /\b(?:asUser|asUserOnce|authorise)\(\s*(?:this\.)?ctx,\s*"([a-z_.]+)"/g;
const OPERATORS_DOOR = /\basOperator\(|\boperatorsOnly\(/;
const DOORS_THEMSELVES = /\/(as-user|as-operator|once|authorise)\.ts$/;

const doorsIn = (text: string): string[] => [
  ...[...text.matchAll(DOOR)].map(([, action]) => action ?? ""),
  ...(OPERATORS_DOOR.test(text) ? ["operator"] : []),
];

/** What a service file asks for; where it names nothing, what the files do that it is made of. */
function actionsOf(file: string, seen = new Set<string>()): string[] {
  if (seen.has(file) || DOORS_THEMSELVES.test(file) || !existsSync(file)) return [];
  seen.add(file);
  const text = readFileSync(file, "utf8");
  const own = doorsIn(text);
  if (own.length > 0) return own;
  return [...text.matchAll(/from "(\.{1,2}\/[^"]+)"/g)].flatMap(([, from = ""]) =>
    actionsOf(join(dirname(file), from), seen),
  );
}

/** Each verb of each route, with the actions of the services that it names. */
const asked = new Map(
  globSync("**/route.ts", { cwd: api }).flatMap((file) => {
    const source = readFileSync(join(api, file), "utf8");
    const path = `/${file.replace(/\/route\.ts$/, "")}`.replaceAll(/\[(\w+)\]/g, "{$1}");
    const services = [...source.matchAll(/import \{([^}]*)\} from "#lib\/(services\/[^"]+)"/g)].flatMap(
      ([, names = "", from = ""]) => names.split(",").map((name) => ({ name: name.trim(), from })),
    );
    const starts = [...source.matchAll(/^export (?:const|async function|function) ([A-Z]+)\b/gm)];
    return starts.map(([, method = ""], i): [string, string[]] => {
      const text = source.slice(starts[i]?.index, starts[i + 1]?.index);
      const used = services.filter(({ name }) => new RegExp(`\\b${name}\\b`).test(text));
      const found = used.flatMap(({ from }) => actionsOf(join(root, "lib", `${from}.ts`)));
      return [`${method} ${path}`, [...new Set([...doorsIn(text), ...found])]];
    });
  }),
);

const isRead = (action: string): boolean => action.endsWith(".read");
const rolesOf = (action: string): readonly string[] =>
  action === "operator" ? [] : permissionOf(action as Action).roles;

describe("the table of who may do what", () => {
  it.each(OPERATIONS.map((o) => [`${o.method} ${o.path}`, o] as const))(
    "%s asks for the action that is told",
    (name, operation) => {
      const actions = asked.get(name) ?? [];
      const [telling] =
        [actions.filter((action) => !isRead(action)), actions].find((a) => a.length > 0) ?? [];
      expect(telling).toBe(operation.may);
      // What a verb shows after its deed may be seen by all who may do the deed.
      for (const action of actions.filter(isRead))
        for (const role of rolesOf(operation.may ?? "")) expect(rolesOf(action)).toContain(role);
      const isInPerson =
        operation.may === "operator" || permissionOf(operation.may ?? "business.read").inPerson === true;
      if (operation.may) expect(operation.access === "person").toBe(isInPerson);
      else expect(["open", "any", "session"]).toContain(operation.access);
    },
  );

  it("has no line that nothing asks for", () => {
    const named = globSync("{lib/services,app}/**/*.{ts,tsx}", { cwd: root }).flatMap((file) =>
      doorsIn(readFileSync(join(root, file), "utf8")),
    );
    expect(Object.keys(ACTIONS).filter((action) => !named.includes(action))).toEqual([]);
  });
});
