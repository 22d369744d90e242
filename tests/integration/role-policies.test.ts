import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACTIONS, type Permission } from "#lib/domain/roles/actions";
import { USER_ROLES, type UserRole } from "#lib/domain/statuses";
import { type Furnished, furnish, newTenant } from "../isolation/furnish.ts";
import { attemptAs, ROLES } from "../isolation/matrix.ts";
import { createOwnDatabase, type OwnDatabase } from "./own-database.ts";

/** What the table of roles says of the database: a command, a table, and whose it is. */
const ruled = Object.values<Permission>(ACTIONS).flatMap(({ roles, database = [] }) =>
  database.map((line) => {
    const [command = "", name = ""] = line.split(" ");
    return { roles, line, command, name };
  }),
);

describe("the database and the table of who may do what", () => {
  let database: OwnDatabase;
  let owner: pg.Client;
  let mine: Furnished;

  beforeAll(async () => {
    database = await createOwnDatabase();
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await owner.connect();
    mine = await furnish(owner, (await newTenant(owner)).tenantId);
    // A colleague, so that there is somebody to change and to remove.
    const id = randomUUID();
    await owner.query("alter table auth.users disable trigger talky_provision_user");
    await owner.query("insert into auth.users (id, email) values ($1, 'colleague@isolation.test')", [id]);
    await owner.query(
      "insert into talky.user_profiles (id, tenant_id, email, role) values ($1, $2, 'colleague@isolation.test', 'user')",
      [id, mine.tenantId],
    );
  });
  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  /** How many rows of one's own a role touches; null: it is refused. */
  async function touched(role: UserRole, text: string): Promise<number | null> {
    const as = ROLES.find(({ tenantRole }) => tenantRole === role);
    if (!as) throw new Error(`There is no role ${role}.`);
    await owner.query("begin");
    const outcome = await attemptAs(owner, as, mine.tenantId, text).finally(() => owner.query("rollback"));
    return typeof outcome === "number" ? outcome : null;
  }

  it.each(ruled.filter(({ command }) => command !== "insert"))(
    "$line is for the roles that the table names",
    async ({ command, name, roles }) => {
      const { rows } = await owner.query<{ column_name: string }>(
        `select column_name from information_schema.column_privileges
         where grantee = 'talky_request' and table_schema = 'talky' and table_name = $1 and privilege_type = 'UPDATE'
         order by column_name <> 'role', column_name limit 1`,
        [name],
      );
      const column = rows[0]?.column_name;
      // Whom a plain owner may touch an admin may not: a row that is no owner's tells the roles apart.
      const whose = `${name === "tenants" ? "id" : "tenant_id"} = '${mine.tenantId}'`;
      const where = name === "user_profiles" ? `${whose} and role = 'user'` : whose;
      const text =
        command === "delete"
          ? `delete from talky.${name} where ${where}`
          : `update talky.${name} set ${column} = ${column} where ${where}`;
      for (const role of USER_ROLES)
        expect(((await touched(role, text)) ?? 0) > 0, `${role}: ${text}`).toBe(roles.includes(role));
    },
  );

  it("no policy looks at the role but those that the table names, and each at the same roles", async () => {
    const { rows } = await owner.query<{ line: string; text: string }>(
      `select lower(cmd) || ' ' || tablename as line, coalesce(qual, '') || coalesce(with_check, '') as text
       from pg_policies
       where schemaname = 'talky' and coalesce(qual, '') || coalesce(with_check, '') like '%current_role_name%'`,
    );
    expect(rows.map(({ line }) => line).toSorted()).toEqual(ruled.map(({ line }) => line).toSorted());
    for (const { line, text } of rows) {
      const named = USER_ROLES.filter((role) => text.includes(`'${role}'`));
      expect(named, line).toEqual(ruled.find((one) => one.line === line)?.roles);
    }
  });

  it.each([
    ["a user raises themselves", "user", "update talky.user_profiles set role = 'admin' where role = 'user'"],
    ["an admin makes an owner", "admin", "update talky.user_profiles set role = 'owner' where role = 'user'"],
    [
      "an admin demotes an owner",
      "admin",
      "update talky.user_profiles set role = 'user' where role = 'owner'",
    ],
    ["an admin removes an owner", "admin", "delete from talky.user_profiles where role = 'owner'"],
    ["the last owner goes", "owner", "delete from talky.user_profiles where role = 'owner'"],
    [
      "the last owner is demoted",
      "owner",
      "update talky.user_profiles set role = 'user' where role = 'owner'",
    ],
  ] as const)("nothing comes of it when %s past the verbs", async (_, role, text) => {
    expect((await touched(role, text)) ?? 0).toBe(0);
  });
});
