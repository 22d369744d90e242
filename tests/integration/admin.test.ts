import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ANSWERS } from "#lib/domain/openapi/schemas";
import { ownerDatabaseUrl } from "../stack/addresses.ts";
import { Api, createCampaign, register, type Registered } from "../stack/api.ts";

const LOOKS = [
  ["/admin/tenants", ANSWERS.AdminTenantPage, "platform.look_at_tenants"],
  ["/admin/users", ANSWERS.AdminUserPage, "platform.look_at_users"],
  ["/admin/calls", ANSWERS.AdminCallPage, "platform.look_at_calls"],
  ["/admin/laws", ANSWERS.PlatformLaws, "platform.look_at_laws"],
  ["/admin/health", ANSWERS.AdminHealth, "platform.look_at_health"],
  ["/admin/audit", ANSWERS.AdminAuditPage, "platform.look_at_audit"],
] as const;

describe("what the platform's operators see", () => {
  const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
  let operator: Api;
  let session: Registered;
  let tenant: Api;
  let business: string;
  beforeAll(async () => {
    await owner.connect();
    business = `Seen 100% ${Date.now()}`;
    ({ api: operator, session } = await register("Operations"));
    ({ api: tenant } = await register(business));
    await owner.query("insert into talky.operators (user_id) values ($1)", [session.user.id]);
  });
  afterAll(async () => {
    await owner.query("delete from talky.operators where user_id = $1", [session.user.id]);
    await owner.end();
  });

  const find = (search: string, more = "") =>
    operator.ok<{
      items: { id: string; business_name: string; users: number }[];
      next_cursor: string | null;
    }>("GET", `/admin/tenants?search=${encodeURIComponent(search)}${more}`);

  it.each(LOOKS)("%s is as it is described, and each look is written down", async (path, schema, action) => {
    const looks = async (): Promise<number> =>
      (
        await owner.query("select from talky.audit_log where actor = $1 and action = $2", [
          `operator:${session.user.id}`,
          action,
        ])
      ).rows.length;
    const before = await looks();
    expect(schema.strict().safeParse(await operator.ok("GET", path)).error?.issues).toBeUndefined();
    expect(await looks()).toBe(before + 1);
  });

  it.each(LOOKS)("%s is nobody else's, and no key's", async (path) => {
    expect((await tenant.call("GET", path)).status).toBe(403);
    const { key } = await operator.ok<{ key: string }>("POST", "/api-keys", {
      name: "x",
      scopes: ["read"],
      role: "admin",
    });
    expect((await new Api(key).call("GET", path)).status).toBe(403);
    expect((await new Api(null).call("GET", path)).status).toBe(401);
  });

  it("is the law of a place, which they may change", async () => {
    const change = { place: "NZ", reason: "Somebody asked for it", terms: null };
    expect((await tenant.call("POST", "/admin/laws", change)).status).toBe(403);
    expect((await operator.call("POST", "/admin/laws", { ...change, place: "Mars" })).status).toBe(422);
    const laws = await operator.ok<{ changes: unknown[] }>("POST", "/admin/laws", change);
    expect(laws.changes[0]).toMatchObject({ place: "NZ", terms: null, by: session.user.id });
  });

  it("is found by a part of the name, page by page", async () => {
    await createCampaign(tenant);
    expect((await find(business.slice(2))).items).toMatchObject([{ business_name: business, users: 1 }]);
    expect((await find("100_ ")).items).toEqual([]);
    const first = await find("", "&limit=1");
    const second = await find("", `&limit=1&cursor=${first.next_cursor}`);
    expect(second.items).toHaveLength(1);
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
  });

  it("suspends a business and lets it go on, with a reason that is kept, and nobody else does", async () => {
    const [found] = (await find(business)).items;
    const at = `/admin/tenants/${found?.id}`;
    expect((await tenant.call("POST", `${at}/suspend`, { reason: "x" })).status).toBe(403);
    expect((await operator.call("POST", `${at}/suspend`, { reason: " " })).status).toBe(422);
    const gone = "/admin/tenants/0b54b2d6-2f0c-4b6e-9d5e-3f0c4b6e9d5e/suspend";
    expect((await operator.call("POST", gone, { reason: "x" })).status).toBe(404);
    const suspended = { id: found?.id, status: "suspended" };
    expect(await operator.ok("POST", `${at}/suspend`, { reason: "Complaints" })).toEqual(suspended);
    expect(await operator.ok("POST", `${at}/suspend`, { reason: "Again" })).toEqual(suspended);
    expect((await find(business)).items).toMatchObject([{ status: "suspended" }]);
    await operator.ok("POST", `${at}/unsuspend`, { reason: "Settled" });
    const { items } = await operator.ok<{ items: Record<string, unknown>[] }>("GET", "/admin/audit?limit=10");
    const told = items.filter((entry) => (entry["business"] as { id?: string } | null)?.id === found?.id);
    expect(told).toMatchObject([
      { action: "platform.unsuspend_tenant", reason: "Settled", operator_email: session.user.email },
      { action: "platform.suspend_tenant", reason: "Complaints", business: { name: business } },
    ]);
    expect(items.some(({ action }) => String(action).startsWith("platform.look"))).toBe(false);
    const looks = await operator.ok<{ items: { action: string }[]; next_cursor: string }>(
      "GET",
      "/admin/audit?looks=true&limit=1",
    );
    expect(looks.items).toMatchObject([{ action: "platform.look_at_audit" }]);
    const older = await operator.ok<{ items: { id: string }[] }>(
      "GET",
      `/admin/audit?looks=true&limit=1&cursor=${looks.next_cursor}`,
    );
    expect(Number(older.items[0]?.id)).toBeLessThan(Number(looks.next_cursor));
  });
});
