import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownerDatabaseUrl, webUrl } from "../stack/addresses.ts";
import { Api, createCampaign, register, type Registered } from "../stack/api.ts";
import { followMail, type Invited, join, type Joined, someAddress, tokenOfLink } from "../stack/people.ts";
import { numberOf } from "../stack/sandbox.ts";

interface Member {
  id: string;
  name: string;
  email: string;
  role: string;
  last_seen_at: string | null;
  api_keys: number;
}
interface Problem {
  code: string;
  reason?: string;
  detail: string;
}

const members = async (api: Api): Promise<Member[]> =>
  (await api.ok<{ items: Member[] }>("GET", "/members")).items;
const status = async (api: Api, method: string, path: string, body?: unknown): Promise<number> =>
  (await api.call(method, path, body)).status;
const accept = (api: Api, link: string) =>
  api.call<Problem>("POST", "/invitations/accept", { token: tokenOfLink(link) });

const setRole = (by: Api, id: string, role: string) => by.call<Problem>("PATCH", `/members/${id}`, { role });

const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
const audited = async (subjectId: string): Promise<string[]> =>
  (
    await owner.query<{ action: string }>(
      "select action from talky.audit_log where subject_id = $1 order by id",
      [subjectId],
    )
  ).rows.map(({ action }) => action);

beforeAll(() => owner.connect());
afterAll(() => owner.end());

describe("an invitation", () => {
  let api: Api;
  let session: Registered;
  let strangers: Api;
  beforeAll(async () => {
    ({ api, session } = await register("Lakeside"));
    ({ api: strangers } = await register("Strangers"));
  });
  const invite = (email: string, role = "user"): Promise<Invited> =>
    api.ok<Invited>("POST", "/invitations", { email, role });

  it("reaches somebody new by mail, who joins with its role and no business of their own", async () => {
    const email = someAddress();
    const invited = await invite(email, "admin");
    expect(invited).toMatchObject({ email, role: "admin", is_mailed: true, invited_by: "Test Owner" });
    expect(invited.link.startsWith(`${webUrl()}/join/`)).toBe(true);
    const offered = await new Api(null).ok("POST", "/invitations/look-up", {
      token: tokenOfLink(invited.link),
    });
    expect(offered).toMatchObject({
      email,
      role: "admin",
      business_name: "Lakeside",
      invited_by: "Test Owner",
      is_open: true,
    });
    const { api: newcomer, next } = await followMail(email);
    expect(next).toBe(`/join/${tokenOfLink(invited.link)}`);
    expect(await status(newcomer, "GET", "/auth/me")).toBe(401);
    const password = "a password of their own";
    const token = tokenOfLink(invited.link);
    const me = await newcomer.ok("POST", "/invitations/accept", { token, name: "Nina New", password });
    expect(me).toMatchObject({
      email,
      name: "Nina New",
      role: "admin",
      tenant_id: session.user.tenant_id,
      business_name: "Lakeside",
    });
    expect(await new Api(null).ok("POST", "/auth/login", { email, password })).toMatchObject({ user: me });
    const listed = await members(api);
    expect(listed.map((m) => [m.name, m.role])).toEqual([
      ["Test Owner", "owner"],
      ["Nina New", "admin"],
    ]);
    expect(listed.every((m) => m.last_seen_at !== null)).toBe(true);
    expect(await audited(invited.id)).toEqual(["invitation.make", "invitation.accept"]);
  });

  it("is kept as a hash that nobody can read", async () => {
    const invited = await invite(someAddress());
    const { rows } = await owner.query("select i::text as row from talky.invitations i where id = $1", [
      invited.id,
    ]);
    expect(rows[0].row).not.toContain(tokenOfLink(invited.link));
    expect(JSON.stringify(await api.ok("GET", "/invitations"))).not.toContain(tokenOfLink(invited.link));
  });

  it("is accepted once, though two do it at the same moment", async () => {
    const email = someAddress();
    const { link } = await invite(email);
    const { api: newcomer } = await followMail(email);
    const outcomes = await Promise.all([1, 2, 3].map(() => accept(newcomer, link)));
    expect(outcomes.map((o) => o.status).toSorted()).toEqual([200, 409, 409]);
    expect((await members(api)).filter((m) => m.email === email)).toHaveLength(1);
    expect(await accept(newcomer, link)).toMatchObject({ status: 409, body: { reason: "gone" } });
  });

  it("is for its address alone, and once withdrawn or over for nobody", async () => {
    const invited = await invite(someAddress());
    expect(await accept(strangers, invited.link)).toMatchObject({
      status: 409,
      body: { reason: "other_address" },
    });
    const email = someAddress();
    const { api: newcomer } = await (async () => {
      await invite(email);
      return followMail(email);
    })();
    const [open] = (await api.ok<{ items: Invited[] }>("GET", "/invitations")).items;
    expect(open?.email).toBe(email);
    // Sent again: the former link opens nothing any more.
    const again = await api.ok<Invited>("POST", `/invitations/${open?.id}/resend`);
    await owner.query("update talky.invitations set expires_at = now() where id = $1", [again.id]);
    expect(await accept(newcomer, again.link)).toMatchObject({ status: 409, body: { reason: "gone" } });
    const anew = await api.ok<Invited>("POST", "/invitations", { email });
    expect(anew.id).not.toBe(again.id);
    expect(await status(strangers, "DELETE", `/invitations/${anew.id}`)).toBe(404);
    expect(await status(strangers, "POST", `/invitations/${anew.id}/resend`)).toBe(404);
    expect(await status(api, "DELETE", `/invitations/${anew.id}`)).toBe(204);
    expect(await status(api, "DELETE", `/invitations/${anew.id}`)).toBe(404);
    expect(await accept(newcomer, anew.link)).toMatchObject({ status: 409, body: { reason: "gone" } });
    // Nobody's yet: they may found a business.
    const founding = { name: "Nobody", business_name: "Of My Own" };
    expect(await newcomer.ok("POST", "/business", founding)).toMatchObject({ role: "owner" });
    expect(await status(newcomer, "POST", "/business", founding)).toBe(409);
  });

  it("is made once for an address, and for no member", async () => {
    const email = someAddress();
    await invite(email);
    expect(await status(api, "POST", "/invitations", { email: email.toUpperCase() })).toBe(409);
    expect(await status(api, "POST", "/invitations", { email: session.user.email })).toBe(409);
    expect(await status(api, "POST", "/invitations", { email: someAddress(), role: "owner" })).toBe(422);
  });

  it("takes somebody with an account out of a business that was never used, and out of no other", async () => {
    const unused = await register("Never used");
    const { link } = await invite(unused.session.user.email);
    expect(await accept(unused.api, link)).toMatchObject({
      status: 200,
      body: { business_name: "Lakeside" },
    });
    const { rows } = await owner.query("select 1 from talky.tenants where id = $1", [
      unused.session.user.tenant_id,
    ]);
    expect(rows).toEqual([]);
    const uses: ((api: Api) => Promise<unknown>)[] = [
      createCampaign,
      (api) => api.ok("POST", "/phone-numbers", { phone_number: numberOf("90", "646"), label: "Front desk" }),
      (api) => api.ok("POST", "/webhooks", { url: "http://127.0.0.1:1/", events: ["call.ended"] }),
    ];
    for (const use of uses) {
      const used = await register("In use");
      await use(used.api);
      const second = await invite(used.session.user.email);
      expect(await accept(used.api, second.link)).toMatchObject({
        status: 409,
        body: { reason: "owner_elsewhere" },
      });
      expect(await used.api.ok("GET", "/auth/me")).toMatchObject({ business_name: "In use" });
    }
  });
});

describe("members", () => {
  let api: Api;
  let session: Registered;
  let admin: Joined;
  let user: Joined;
  beforeAll(async () => {
    ({ api, session } = await register("Harbour"));
    [admin, user] = await Promise.all([join(api, "admin"), join(api, "user")]);
  });
  it("are changed by managers, owners by owners alone, and nobody raises themselves", async () => {
    expect((await setRole(user.api, user.id, "admin")).status).toBe(403);
    expect((await setRole(admin.api, session.user.id, "user")).status).toBe(403);
    expect((await setRole(admin.api, admin.id, "owner")).status).toBe(403);
    expect(await status(admin.api, "DELETE", `/members/${session.user.id}`)).toBe(403);
    expect(await status(admin.api, "POST", `/members/${admin.id}/hand-over`)).toBe(403);
    expect(await status(user.api, "POST", "/invitations", { email: someAddress() })).toBe(403);
    expect(await status(user.api, "GET", "/invitations")).toBe(403);
    expect((await setRole(admin.api, user.id, "admin")).body).toMatchObject({ role: "admin" });
    // From the next request on.
    expect(await user.api.ok("GET", "/auth/me")).toMatchObject({ role: "admin" });
    expect((await setRole(api, user.id, "user")).status).toBe(200);
    expect(await status(user.api, "GET", "/api-keys")).toBe(403);
    expect(await audited(user.id)).toEqual(["member.role", "member.role"]);
  });

  it("are another business's no more than anything else, nor a key's to change", async () => {
    const { api: strangers } = await register("Strangers");
    expect((await setRole(strangers, user.id, "admin")).status).toBe(404);
    expect(await status(strangers, "DELETE", `/members/${user.id}`)).toBe(404);
    expect(await status(strangers, "POST", `/members/${user.id}/hand-over`)).toBe(404);
    const { key } = await api.ok<{ key: string }>("POST", "/api-keys", {
      name: "k",
      scopes: ["read", "write"],
      role: "admin",
    });
    const program = new Api(key);
    expect(await members(program)).toHaveLength(3);
    expect((await setRole(program, user.id, "admin")).status).toBe(403);
    expect(await status(program, "POST", "/invitations", { email: someAddress() })).toBe(403);
    expect(await status(program, "POST", "/members/leave")).toBe(403);
    expect(await status(program, "GET", "/auth/sessions")).toBe(403);
  });

  it("never leave a business without an owner", async () => {
    expect(await setRole(api, session.user.id, "admin")).toMatchObject({
      status: 409,
      body: { reason: "last_owner" },
    });
    expect(await status(api, "POST", "/members/leave")).toBe(409);
    // Nor by the database's own hand.
    await expect(
      owner.query("update talky.user_profiles set role = 'user' where id = $1", [session.user.id]),
    ).rejects.toMatchObject({ constraint: "user_profiles_keep_an_owner" });
  });

  it("of two owners who demote each other at once, one stays", async () => {
    for (let round = 0; round < 5; round += 1) {
      expect((await setRole(api, admin.id, "owner")).status).toBe(200);
      const outcomes = await Promise.all([
        setRole(api, admin.id, "admin"),
        setRole(admin.api, session.user.id, "admin"),
      ]);
      const [mine, theirs] = outcomes.map((o) => o.status);
      // Whoever comes second is an owner no more, or would leave none.
      expect([mine, theirs].filter((s) => s === 200)).toHaveLength(1);
      const owners = (await members(user.api)).filter((m) => m.role === "owner");
      expect(owners).toHaveLength(1);
      if (theirs === 200) await admin.api.ok("POST", `/members/${session.user.id}/hand-over`);
    }
  });

  it("hand the business over in one step", async () => {
    const { api: founder, session: before } = await register("Handed over");
    const heir = await join(founder, "user");
    expect(await founder.ok("POST", `/members/${heir.id}/hand-over`)).toMatchObject({ role: "owner" });
    expect((await members(founder)).map((m) => [m.id, m.role])).toEqual([
      [heir.id, "owner"],
      [before.user.id, "admin"],
    ]);
    expect(await status(founder, "POST", "/members/leave")).toBe(204);
    expect(await status(founder, "GET", "/auth/me")).toBe(401);
    // The account stays, and may found another one.
    expect(await founder.ok("POST", "/business", { name: "Ada", business_name: "Once more" })).toMatchObject({
      role: "owner",
      business_name: "Once more",
    });
  });

  it("are gone at once when they are removed, with their sessions and their keys", async () => {
    const leaving = await join(api, "admin");
    const key = async (name: string): Promise<string> =>
      (await leaving.api.ok<{ key: string }>("POST", "/api-keys", { name, scopes: ["read"], role: "user" }))
        .key;
    const program = new Api(await key("theirs"));
    const second = await new Api(null).ok<Registered>("POST", "/auth/login", {
      email: leaving.email,
      password: leaving.password,
    });
    expect(await status(program, "GET", "/campaigns")).toBe(200);
    expect((await members(api)).find((m) => m.id === leaving.id)?.api_keys).toBe(1);
    const stream = await leaving.api.get("/live");
    expect(stream.status).toBe(200);
    expect(await status(api, "DELETE", `/members/${leaving.id}`)).toBe(204);
    for (const by of [leaving.api, program, new Api(second.access_token)])
      expect(await status(by, "GET", "/auth/me")).toBe(401);
    expect(
      await status(new Api(null), "POST", "/auth/refresh", { refresh_token: second.refresh_token }),
    ).toBe(401);
    expect(await status(api, "DELETE", `/members/${leaving.id}`)).toBe(404);
    expect((await audited(leaving.id)).at(-1)).toBe("member.remove");
    // The stream that they looked on ends as well: to read it whole is to wait for that.
    expect(await stream.text()).toContain("live.ready");
    // Kept keys go on, and are nobody's.
    const other = await join(api, "admin");
    const kept = new Api(
      (
        await other.api.ok<{ key: string }>("POST", "/api-keys", {
          name: "kept",
          scopes: ["read"],
          role: "user",
        })
      ).key,
    );
    expect(await status(api, "DELETE", `/members/${other.id}?api_keys=keep`)).toBe(204);
    expect(await status(kept, "GET", "/campaigns")).toBe(200);
    expect(await status(api, "DELETE", `/members/${session.user.id}`)).toBe(409);
  });
});
