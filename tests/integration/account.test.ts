import { describe, expect, it } from "vitest";
import { Api, register, type Registered } from "../stack/api.ts";
import { followMail, someAddress } from "../stack/people.ts";
import { sandboxMail } from "../stack/sandbox.ts";

interface Session {
  id: string;
  user_agent: string;
  address: string;
  is_current: boolean;
}

const anybody = new Api(null);
const status = async (api: Api, method: string, path: string, body?: unknown): Promise<number> =>
  (await api.call(method, path, body)).status;
const signIn = async (email: string, password: string, agent = "test"): Promise<Api> => {
  const answer = await anybody.call<Registered>(
    "POST",
    "/auth/login",
    { email, password },
    { "user-agent": agent },
  );
  expect(answer.status).toBe(200);
  return new Api(answer.body.access_token);
};
const sessions = async (api: Api): Promise<Session[]> =>
  (await api.ok<{ items: Session[] }>("GET", "/auth/sessions")).items;

describe("a forgotten password", () => {
  it("is replaced by a link in a mail, which ends all other sessions", async () => {
    const { api, session, password } = await register("Forgetful");
    const { email } = session.user;
    expect(await anybody.ok("POST", "/auth/reset", { email })).toEqual({ status: "reset_sent" });
    const { api: recovered, next } = await followMail(email);
    expect(next).toBe("/new-password");
    expect(await status(recovered, "POST", "/auth/password", { password: "short" })).toBe(422);
    expect(await status(recovered, "POST", "/auth/password", { password: "quite another one" })).toBe(204);
    expect(await status(api, "GET", "/auth/me")).toBe(401);
    expect(await status(recovered, "GET", "/auth/me")).toBe(200);
    expect(await status(anybody, "POST", "/auth/login", { email, password })).toBe(401);
    await signIn(email, "quite another one");
  });

  it("is answered alike for an address that nobody has, and no mail goes out", async () => {
    const email = someAddress();
    for (const path of ["/auth/reset", "/auth/resend"]) {
      expect(await status(anybody, "POST", path, { email })).toBe(200);
      expect(await status(anybody, "POST", path, { email: "nobody" })).toBe(422);
    }
    expect((await sandboxMail()).filter((mail) => mail.to === email)).toEqual([]);
  });
});

describe("one's own account", () => {
  it("changes its name, and its password for the one that it was", async () => {
    const { api, session, password } = await register("Careful");
    expect(await api.ok("PATCH", "/auth/me", { name: "Grace" })).toMatchObject({ name: "Grace" });
    expect(await api.ok("GET", "/auth/me")).toMatchObject({ name: "Grace", role: "owner" });
    const other = await signIn(session.user.email, password);
    const change = (current_password?: string): Promise<number> =>
      status(api, "POST", "/auth/password", { password: "another password", current_password });
    expect(await change()).toBe(422);
    expect(await change("not this one")).toBe(422);
    expect(await status(other, "GET", "/auth/me")).toBe(200);
    expect(await change(password)).toBe(204);
    expect(await status(other, "GET", "/auth/me")).toBe(401);
    expect(await status(api, "GET", "/auth/me")).toBe(200);
    await signIn(session.user.email, "another password");
  });

  it("knows its sessions, ends one, and all others, and all", async () => {
    const { api, session, password } = await register("Everywhere");
    const { email } = session.user;
    const phone = await signIn(email, password, "A phone");
    const laptop = await signIn(email, password, "A laptop");
    const { api: strangers } = await register("Elsewhere");
    const listed = await sessions(laptop);
    expect(listed).toHaveLength(3);
    expect(listed.filter((one) => one.is_current).map((one) => one.user_agent)).toEqual(["A laptop"]);
    expect(listed.every((one) => one.address !== "")).toBe(true);
    const phones = listed.find((one) => one.user_agent === "A phone")?.id;
    expect(await status(strangers, "DELETE", `/auth/sessions/${phones}`)).toBe(404);
    expect(await status(laptop, "DELETE", `/auth/sessions/${phones}`)).toBe(204);
    expect(await status(phone, "GET", "/campaigns")).toBe(401);
    expect(await laptop.ok("POST", "/auth/sessions/end", { which: "others" })).toEqual({ ended: 1 });
    expect(await status(api, "GET", "/campaigns")).toBe(401);
    expect(await status(anybody, "POST", "/auth/refresh", { refresh_token: session.refresh_token })).toBe(
      401,
    );
    expect(await sessions(laptop)).toHaveLength(1);
    expect(await status(laptop, "POST", "/auth/sessions/end", { which: "all" })).toBe(200);
    expect(await status(laptop, "GET", "/campaigns")).toBe(401);
  });

  it("is tried at so often and no more, whatever address it is tried for", async () => {
    const tries: number[] = [];
    const email = someAddress();
    for (let i = 0; i < 12; i += 1)
      tries.push(await status(anybody, "POST", "/auth/login", { email, password: "guess" }));
    expect(tries.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    const login = { email, password: "guess" };
    const refused = await anybody.call<{ code: string }>("POST", "/auth/login", login);
    expect([refused.status, refused.body.code]).toEqual([429, "rate_limited"]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    // Whoever has forgotten it may have a link sent, and not too many either.
    const mails: number[] = [];
    for (let i = 0; i < 12; i += 1) mails.push(await status(anybody, "POST", "/auth/reset", { email }));
    expect(mails.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(mails).toContain(429);
    expect(await status(anybody, "POST", "/auth/login", { email: someAddress(), password: "guess" })).toBe(
      401,
    );
  });
});
