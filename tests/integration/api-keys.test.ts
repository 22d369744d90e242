import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { insertApiKey } from "#lib/data/api-keys";
import { asRequest, createDb, createPool } from "#lib/data/db";
import type { NewApiKey } from "#lib/domain/api/api-key";
import { ownerDatabaseUrl, webDatabaseUrl } from "../stack/addresses.ts";
import { Api, createCampaign, register, type Registered } from "../stack/api.ts";
import { join } from "../stack/people.ts";

const status = async (key: string, method: string, path: string, body?: unknown): Promise<number> =>
  (await new Api(key).call(method, path, body)).status;

describe("API keys", () => {
  const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
  const pool = createPool(webDatabaseUrl(), { name: "test-api-keys", max: 2 });
  const db = createDb(pool);
  let api: Api;
  let session: Registered;
  let strangers: Api;
  const make = (scopes: string[], role = "user"): Promise<NewApiKey> =>
    api.ok<NewApiKey>("POST", "/api-keys", { name: scopes.join(" and "), scopes, role });

  beforeAll(async () => {
    await owner.connect();
    ({ api, session } = await register("Keyholders"));
    ({ api: strangers } = await register("Strangers"));
  });
  afterAll(async () => {
    await pool.end();
    await owner.end();
  });

  it("are shown once, and kept as a hash that nobody can read", async () => {
    const made = await make(["read"]);
    expect(made.key).toMatch(/^tk_live_[0-9a-f]{48}$/);
    expect(made.key.startsWith(made.prefix)).toBe(true);
    expect(made).toMatchObject({
      scopes: ["read"],
      role: "user",
      created_by: "Test Owner",
      last_used_at: null,
    });
    const listed = JSON.stringify(await api.ok("GET", "/api-keys"));
    expect(listed).toContain(made.prefix);
    expect(listed).not.toContain(made.key);
    const { rows } = await owner.query("select k::text as row from talky.api_keys k where id = $1", [
      made.id,
    ]);
    expect(rows[0].row).not.toContain(made.key);
    const who = { tenantId: session.user.tenant_id, role: "owner", actorId: session.user.id } as const;
    await expect(
      asRequest(db, who, (trx) => trx.selectFrom("api_keys").select("hash").execute()),
    ).rejects.toThrow(/permission denied/);
  });

  it("open their own tenant and no other one", async () => {
    const { key, id } = await make(["read"], "admin");
    const mine = await createCampaign(api);
    const theirs = await createCampaign(strangers);
    const program = new Api(key);
    expect(await program.ok("GET", "/auth/me")).toMatchObject({
      id,
      email: null,
      role: "admin",
      tenant_id: session.user.tenant_id,
      minutes_remaining: 300,
    });
    expect(await program.ok("GET", `/campaigns/${mine.id}`)).toMatchObject({ id: mine.id });
    expect(await status(key, "GET", `/campaigns/${theirs.id}`)).toBe(404);
    expect((await strangers.call("DELETE", `/api-keys/${id}`)).status).toBe(404);
    expect(await status(key, "POST", "/admin/kill-switch", { enabled: true })).toBe(403);
  });

  it("do what their scopes say, and the log says that it was them", async () => {
    const looking = await make(["read"]);
    const writing = await make(["write"]);
    const draft = { name: "By a program", goal: "Say hello" };
    expect(await status(looking.key, "POST", "/campaigns", draft)).toBe(403);
    expect(await status(writing.key, "GET", "/campaigns")).toBe(403);
    const campaign = await new Api(writing.key).ok<{ id: string }>("POST", "/campaigns", draft);
    const { rows } = await owner.query("select actor from talky.audit_log where subject_id = $1", [
      campaign.id,
    ]);
    expect(rows).toEqual([{ actor: `api_key:${writing.id}` }]);
    for (const path of [`/campaigns/${campaign.id}/start`, `/campaigns/${campaign.id}/resume`])
      expect(await status(writing.key, "POST", path), path).toBe(403);
    const call = { phone_number: "+14155550100", campaign_id: campaign.id };
    expect(await status(writing.key, "POST", "/calls/outbound", call)).toBe(403);
    const dialing = await make(["dial"]);
    // Not refused as a caller any more: the campaign has no contacts, and does not run.
    expect(await status(dialing.key, "POST", "/calls/outbound", call)).toBe(409);
  });

  it("make and revoke no keys, whatever they may else", async () => {
    const { key, id } = await make(["read", "write", "dial"], "admin");
    expect(await status(key, "POST", "/api-keys", { name: "x", scopes: ["read"] })).toBe(403);
    expect(await status(key, "DELETE", `/api-keys/${id}`)).toBe(403);
    const row = {
      name: "x",
      scopes: ["read" as const],
      role: "user" as const,
      prefix: "tk_live_",
      hash: "0".repeat(64),
    };
    const tenantId = session.user.tenant_id;
    // Nor past the verbs: the database takes a person's word alone.
    await expect(
      asRequest(db, { tenantId, role: "admin", actorId: id }, (trx) => insertApiKey(trx, tenantId, id, row)),
    ).rejects.toThrow(/foreign key/);
    await expect(
      asRequest(db, { tenantId, role: "user", actorId: session.user.id }, (trx) =>
        insertApiKey(trx, tenantId, session.user.id, row),
      ),
    ).rejects.toThrow(/row-level security/);
  });

  it("open nothing once they are revoked, and revoking again changes nothing", async () => {
    const { key, id } = await make(["read"]);
    expect(await status(key, "GET", "/calls")).toBe(200);
    expect((await api.call("DELETE", `/api-keys/${id}`)).status).toBe(204);
    expect(await status(key, "GET", "/calls")).toBe(401);
    expect(await status(key, "GET", "/auth/me")).toBe(401);
    expect((await api.call("DELETE", `/api-keys/${id}`)).status).toBe(204);
    expect((await api.call("DELETE", `/api-keys/${randomUUID()}`)).status).toBe(404);
    const { rows } = await owner.query(
      "select action from talky.audit_log where subject_id = $1 order by id",
      [id],
    );
    expect(rows).toEqual([{ action: "api_key.create" }, { action: "api_key.revoke" }]);
  });

  it("remember their last use, and write it down once a minute at most", async () => {
    const { key, id } = await make(["read"]);
    const useAfter = async (seconds: number): Promise<boolean> => {
      const { rows } = await owner.query<{ at: Date }>(
        "update talky.api_keys set last_used_at = now() - make_interval(secs => $2) where id = $1 returning last_used_at as at",
        [id, seconds],
      );
      await new Api(key).ok("GET", "/auth/me");
      const after = await owner.query<{ at: Date }>(
        "select last_used_at as at from talky.api_keys where id = $1",
        [id],
      );
      return after.rows[0]?.at.getTime() !== rows[0]?.at.getTime();
    };
    expect(await useAfter(3600)).toBe(true);
    expect(await useAfter(1)).toBe(false);
  });

  it("are the business of owners and admins, and are never handed to the sign-in service", async () => {
    const { api: plain } = await join(api, "user");
    expect((await plain.call("GET", "/api-keys")).status).toBe(403);
    expect((await plain.call("POST", "/api-keys", { name: "x", scopes: ["read"] })).status).toBe(403);
    const { key } = await make(["read"]);
    expect(await status(key, "POST", "/auth/logout")).toBe(400);
  });
});
