import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { webUrl } from "../stack/addresses.ts";
import { Api, register, type Registered, until } from "../stack/api.ts";
import { sandboxMail } from "../stack/sandbox.ts";

interface Problem {
  status: number;
  code: string;
  detail: string;
  errors?: { path: string; message: string }[];
}

const anybody = new Api(null);

describe("registering and signing in", () => {
  let api: Api;
  let session: Registered;
  let password: string;
  beforeAll(async () => {
    ({ api, session, password } = await register("Acme"));
  });

  it("gives a session and says who it stands for", async () => {
    expect(session).toMatchObject({
      token_type: "bearer",
      expires_in: expect.any(Number),
      refresh_token: expect.any(String),
      user: { role: "owner", business_name: "Acme", minutes_remaining: 300 },
    });
    expect(await api.ok("GET", "/auth/me")).toEqual(session.user);
  });

  it("signs in with the password, and not with another one", async () => {
    const { email } = session.user;
    const again = await anybody.ok<Registered>("POST", "/auth/login", { email, password });
    expect(again.user).toEqual(session.user);
    const wrong = await anybody.call<Problem>("POST", "/auth/login", { email, password: "something else" });
    expect(wrong.status).toBe(401);
    expect(wrong.headers.get("content-type")).toBe("application/problem+json");
    expect(wrong.body).toMatchObject({ status: 401, code: "unauthenticated" });
  });

  it("answers a login without a password alike for a known and an unknown address", async () => {
    const known = await anybody.call("POST", "/auth/login", { email: session.user.email });
    const unknown = await anybody.call("POST", "/auth/login", { email: `${randomUUID()}@example.com` });
    expect([known.status, known.body]).toEqual([200, { status: "magic_link_sent" }]);
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
  });

  it("signs in by the e-mailed link, and only by that", async () => {
    const { email } = session.user;
    const link = await until(
      async () => (await sandboxMail()).findLast((mail) => mail.to === email)?.links[0],
      (found) => found !== undefined,
      { limitMs: 5000, what: "the mail with the link" },
    );
    const verified = await fetch(link ?? "", { redirect: "manual" });
    const page = new URL(verified.headers.get("location") ?? "");
    expect(page.origin + page.pathname).toBe(`${webUrl()}/api/v1/auth/callback`);
    const enter = (tokens: URLSearchParams): Promise<Response> =>
      fetch(page, { method: "POST", redirect: "manual", body: tokens, headers: { origin: page.origin } });
    const entered = await enter(new URLSearchParams(page.hash.slice(1)));
    expect(entered.headers.get("location")).toBe(`${webUrl()}/overview`);
    const cookie = entered.headers
      .getSetCookie()
      .map((set) => set.split(";")[0])
      .join("; ");
    expect(await anybody.call("GET", "/auth/me", undefined, { cookie })).toMatchObject({
      status: 200,
      body: { email },
    });
    const refused = await enter(new URLSearchParams({ access_token: "made", refresh_token: "up" }));
    expect(refused.headers.get("location")).toBe(`${webUrl()}/sign-in?error=link`);
    const foreign = { cookie, origin: "https://elsewhere.example" };
    expect((await anybody.call("POST", "/campaigns", { name: "A", goal: "B" }, foreign)).status).toBe(403);
  });

  it("refuses an address that is taken, however it is written", async () => {
    const taken = await anybody.call<Problem>("POST", "/auth/register", {
      email: session.user.email.toUpperCase(),
      password: "another password",
      name: "X",
      business_name: "Y",
    });
    expect(taken.status).toBe(409);
    expect(taken.body.errors?.map((e) => e.path)).toEqual(["email"]);
  });

  it("says what is wrong with a sign-up, field by field", async () => {
    const answer = await anybody.call<Problem>("POST", "/auth/register", {
      email: "nobody",
      password: "short",
      name: "",
    });
    expect(answer.status).toBe(422);
    expect(answer.body.errors?.map((e) => e.path)).toEqual(["email", "password", "name", "business_name"]);
  });

  it("starts on the plan that was asked for, and on no other instead", async () => {
    const { items } = await anybody.ok<{ items: { id: string; code: string }[] }>("GET", "/plans");
    const last = items.at(-1);
    const sent = (plan_id: string | undefined) =>
      anybody.call<Problem & Registered>("POST", "/auth/register", {
        email: `${randomUUID()}@example.com`,
        password: "correct horse battery",
        name: "Ada",
        business_name: "Harbour Dental",
        plan_id,
      });
    const { body } = await sent(last?.id);
    const { plan } = await new Api(body.access_token).ok<{ plan: { code: string } }>("GET", "/usage");
    expect(plan.code).toBe(last?.code);
    const wrong = await sent(randomUUID());
    expect([wrong.status, wrong.body.errors?.[0]?.path]).toEqual([422, "plan_id"]);
  }, 60_000);

  it("gives new tokens for the refresh token, once", async () => {
    const { refresh_token } = (await register()).session;
    const fresh = await anybody.ok<Registered>("POST", "/auth/refresh", { refresh_token });
    expect((await new Api(fresh.access_token).call("GET", "/auth/me")).status).toBe(200);
    expect((await anybody.call("POST", "/auth/refresh", { refresh_token: "no such token" })).status).toBe(
      401,
    );
  });

  it("ends the session at logout", async () => {
    const { api: leaving } = await register();
    expect((await leaving.call("POST", "/auth/logout")).status).toBe(204);
    expect((await leaving.call("GET", "/auth/me")).status).toBe(401);
  });

  it.each([
    ["nobody", null],
    ["a token of somebody's making", "eyJhbGciOiJub25lIn0.e30."],
    ["an API key that does not exist", "tk_live_0000"],
  ])("lets %s in nowhere", async (_, token) => {
    const stranger = new Api(token);
    for (const path of ["/auth/me", "/campaigns", "/calls", "/dashboard/stats", `/imports/${randomUUID()}`]) {
      const answer = await stranger.call<Problem>("GET", path);
      expect(answer.status, path).toBe(401);
      expect(answer.body.code).toBe("unauthenticated");
    }
  });
});

describe("every answer", () => {
  it("is kept by nobody and carries the request's id", async () => {
    const answer = await anybody.call("GET", "/health", undefined);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const failed = await anybody.call<Problem>("GET", "/nothing/here", undefined, {
      "x-request-id": "my-own-request-id",
    });
    expect(failed.status).toBe(404);
    expect(failed.headers.get("x-request-id")).toBe("my-own-request-id");
  });

  it("to a broken body says so", async () => {
    const { api } = await register();
    const form = new FormData();
    form.set("a", "b");
    expect((await api.call("POST", "/campaigns", form)).status).toBe(400);
    const nul = await api.call<Problem>("POST", "/campaigns", { name: "a\u0000b", goal: "c" });
    expect([nul.status, nul.body.errors?.[0]?.path]).toEqual([422, "name"]);
  });

  it("of readiness names the parts", async () => {
    const ready = await anybody.call<{ status: string; checks: Record<string, unknown> }>(
      "GET",
      "/health/ready",
    );
    expect(ready.status).toBe(200);
    expect(ready.body).toMatchObject({
      status: "ok",
      checks: { database: { status: "ok" }, queue: { status: "ok" }, worker: { status: "ok" } },
    });
  });
});
