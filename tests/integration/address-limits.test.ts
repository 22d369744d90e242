import { randomBytes } from "node:crypto";
import { request } from "node:http";
import { describe, expect, it } from "vitest";
import { webUrl } from "../stack/addresses.ts";
import { type Registered, register } from "../stack/api.ts";

interface Told {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown>;
}

interface Sent {
  /** Of this machine's own, 127.0.0.2 to 127.255.255.254: each its own caller. */
  from: string;
  path: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A request from one of this machine's many loopback addresses. */
function send({ from, path, body, headers = {} }: Sent): Promise<Told> {
  return new Promise((resolve, reject) => {
    const url = `${webUrl()}/api/v1${path}`;
    const sent = request(
      url,
      {
        method: body === undefined ? "GET" : "POST",
        localAddress: from,
        headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...headers },
      },
      (answer) => {
        let text = "";
        answer.setEncoding("utf8");
        answer.on("data", (chunk: string) => (text += chunk));
        answer.on("end", () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: JSON.parse(text) as Told["body"],
          }),
        );
      },
    );
    sent.once("error", reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const lookUp = (from: string, headers: Record<string, string> = {}): Promise<Told> =>
  send({ from, path: "/invitations/look-up", body: { token: randomBytes(24).toString("hex") }, headers });

const ask = (from: string, token: string): Promise<Told> =>
  send({ from, path: "/auth/me", headers: { authorization: `Bearer ${token}` } });

const wrongKey = (): string => `tk_live_${randomBytes(24).toString("hex")}`;

/** Asks on and on until it is told to wait; what came before was `status`. */
async function untilRefused(ask: () => Promise<Told>, status: number): Promise<Told> {
  for (let n = 0; n < 60; n++) {
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    const refused = answers.find((answer) => answer.status === 429);
    for (const answer of answers) expect([status, 429]).toContain(answer.status);
    if (refused) return refused;
  }
  throw new Error("it never came to an end");
}

// Only Linux has all of 127.0.0.0/8 without being asked.
describe.runIf(process.platform === "linux")("what one address may ask without being signed in", () => {
  it("comes to an end, says when to go on, and leaves the next address alone", async () => {
    const refused = await untilRefused(() => lookUp("127.0.0.66"), 404);
    expect(refused.headers["content-type"]).toBe("application/problem+json");
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(refused.body).toMatchObject({ status: 429, code: "rate_limited" });
    // Another name in the header is no other address: there is no proxy of ours before this copy.
    const others = ["203.0.113.7", "127.0.0.67, 203.0.113.8"];
    const forged = await Promise.all(
      Array.from({ length: 40 }, (_, n) => lookUp("127.0.0.66", { "x-forwarded-for": others[n % 2] ?? "" })),
    );
    expect(forged.map(({ status }) => status)).toContain(429);
    expect((await lookUp("127.0.0.67")).status).toBe(404);
  });

  it("are so many wrong keys, while those whose key is good go on", async () => {
    const { session } = await register();
    expect((await ask("127.0.0.68", session.access_token)).status).toBe(200);
    const refused = await untilRefused(() => ask("127.0.0.68", wrongKey()), 401);
    expect(refused.body).toMatchObject({ code: "rate_limited" });
    expect((await ask("127.0.0.68", session.access_token)).status).toBe(200);
    expect((await ask("127.0.0.69", wrongKey())).status).toBe(401);
  });

  it("is not used up by one old key that is asked with again and again", async () => {
    const old = wrongKey();
    for (let n = 0; n < 20; n++) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => ask("127.0.0.70", old)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    }
  });

  it("are ten passwords for one person, who gets in from elsewhere", async () => {
    const { session, password } = await register();
    const { email } = session.user;
    const enter = (from: string, password: string): Promise<Told> =>
      send({ from, path: "/auth/login", body: { email, password } });
    const tries: number[] = [];
    for (let n = 0; n < 12; n++) tries.push((await enter("127.0.0.71", `wrong-${n}`)).status);
    expect(tries.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401));
    expect(tries).toContain(429);
    const inside = await enter("127.0.0.72", password);
    expect(inside.status).toBe(200);
    // What is written down of a session is the socket's address as well.
    const { access_token } = inside.body as unknown as Registered;
    const headers = { authorization: `Bearer ${access_token}`, "x-forwarded-for": "203.0.113.9" };
    await send({ from: "127.0.0.72", path: "/auth/me", headers });
    const { body } = await send({ from: "127.0.0.72", path: "/auth/sessions", headers });
    expect(JSON.stringify(body)).toContain("127.0.0.72");
    expect(JSON.stringify(body)).not.toContain("203.0.113.9");
  });
});
