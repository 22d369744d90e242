import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { type Operation, pathParameters } from "#lib/domain/openapi/operation";
import { OPERATIONS } from "#lib/domain/openapi/operations";
import { permissionOf } from "#lib/domain/roles/actions";
import type { UserRole } from "#lib/domain/statuses";
import { Api, register } from "../stack/api.ts";
import { join } from "../stack/people.ts";
import { API_SCOPES } from "#lib/domain/choices";

/** What would end the caller's own session, or take them out: each has its own test. */
const ENDS_THE_CALLER = new Set(["POST /members/leave", "POST /auth/sessions/end", "POST /auth/password"]);
/** No end of its own. */
const IS_STREAM = new Set(["GET /live", "POST /agents/{id}/chat"]);

const nameOf = ({ method, path }: Operation): string => `${method} ${path}`;
const ruled = OPERATIONS.filter(
  (o) => o.may !== undefined && !ENDS_THE_CALLER.has(nameOf(o)) && !IS_STREAM.has(nameOf(o)),
);

/** Asks with the description's own example, and ids that nobody has: whoever may ask is told so, or it is done. */
async function ask(api: Api, { method, path, body, example }: Operation): Promise<number> {
  const ids = pathParameters(path).reduce((at, name) => at.replace(`{${name}}`, randomUUID()), path);
  return (await api.call(method, ids, body === undefined ? undefined : example)).status;
}

describe("every role at every route", () => {
  const apis = new Map<UserRole, Api>();
  const keys = new Map<UserRole, Api>();
  beforeAll(async () => {
    const { api } = await register("Roles");
    const [admin, user] = await Promise.all([join(api, "admin"), join(api, "user")]);
    apis.set("owner", api).set("admin", admin.api).set("user", user.api);
    for (const role of ["admin", "user"] as const) {
      const { key } = await api.ok<{ key: string }>("POST", "/api-keys", {
        name: role,
        scopes: [...API_SCOPES],
        role,
      });
      keys.set(role, new Api(key));
    }
  });

  it.each(ruled.map((o) => [nameOf(o), o] as const))(
    "%s lets in whom the table says",
    async (name, operation) => {
      const may = operation.may ?? "operator";
      const permission = may === "operator" ? { roles: [] as UserRole[], inPerson: true } : permissionOf(may);
      for (const [role, api] of apis) {
        const isRefused = (await ask(api, operation)) === 403;
        expect(isRefused, `${role}: ${name}`).toBe(!permission.roles.includes(role));
      }
      for (const [role, api] of keys) {
        const isRefused = (await ask(api, operation)) === 403;
        const mayAsk = permission.roles.includes(role) && !permission.inPerson;
        expect(isRefused, `a key of ${role}: ${name}`).toBe(!mayAsk);
      }
    },
  );
});
