import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createClient } from "@supabase/supabase-js";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { forgetToken, verifyToken } from "./verify-token.ts";

const SECRET = "a shared secret of at least thirty-two characters";
const USER = "7f0c9b0e-6f5d-4c55-9d0e-3f6f4f3f2b11";
const SESSION = "0d9c1c7e-1a4b-4bb5-8d37-6f3f0a0f5a22";

/** Where Supabase would be; `vi.mock` is read before anything else. */
const supabase = vi.hoisted(() => ({ url: "" }));
vi.mock("./supabase.ts", () => ({
  tokenClient: () =>
    createClient(supabase.url, "publishable", { auth: { persistSession: false, autoRefreshToken: false } }),
}));

const claims = {
  sub: USER,
  session_id: SESSION,
  role: "authenticated",
  amr: [{ method: "otp", timestamp: 7 }],
};
const expected = { userId: USER, sessionId: SESSION, linkedAtS: 7 };

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** By an EC key as hosted Supabase signs, or by a shared secret as it used to. */
function signed(key: KeyObject | string, lifeS = 600): string {
  const head = typeof key === "string" ? { alg: "HS256" } : { alg: "ES256", kid: "key-1" };
  const exp = Math.floor(Date.now() / 1000) + lifeS;
  const text = [head, { ...claims, exp, jti: randomUUID() }].map(encode).join(".");
  const signature =
    typeof key === "string"
      ? createHmac("sha256", key).update(text).digest()
      : sign("sha256", Buffer.from(text), { key, dsaEncoding: "ieee-p1363" });
  return `${text}.${signature.toString("base64url")}`;
}

describe("an access token", () => {
  let server: Server;
  const published = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
  /** The token that Supabase, which has the secret, lets through; a number: what it answers instead. */
  let good: string | number;
  let asked: string[] = [];

  beforeAll(async () => {
    const jwk = { ...published.publicKey.export({ format: "jwk" }), kid: "key-1", alg: "ES256", use: "sig" };
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      const answer = (status: number, body: unknown): void => {
        response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
      };
      if (request.url === "/auth/v1/.well-known/jwks.json") return answer(200, { keys: [jwk] });
      if (typeof good === "number") return answer(good, { code: "unexpected_failure" });
      const isGood = request.headers.authorization === `Bearer ${good}`;
      return isGood ? answer(200, { id: USER }) : answer(403, { code: "bad_jwt", message: "invalid JWT" });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    supabase.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  beforeEach(() => {
    asked = [];
    good = "none";
  });

  const times = (): number => asked.filter((path) => path === "/auth/v1/user").length;

  it("by a published key is checked here, and Supabase is never asked of it", async () => {
    expect(await verifyToken(signed(published.privateKey))).toEqual(expected);
    expect(asked).not.toContain("/auth/v1/user");
    expect(await verifyToken(signed(other.privateKey))).toBeNull();
    expect(await verifyToken(signed(published.privateKey, -10))).toBeNull();
  });

  it("by the shared secret is checked by Supabase, which has it", async () => {
    good = signed(SECRET);
    expect(await verifyToken(good)).toEqual(expected);
    expect(asked).toContain("/auth/v1/user");
    expect(await verifyToken(signed("another secret, just as long as that one is"))).toBeNull();
  });

  it("that nobody signed is nobody's", async () => {
    const exp = Math.floor(Date.now() / 1000) + 600;
    for (const head of [{ alg: "none" }, { alg: "none", kid: "key-1" }, { alg: "ES256", kid: "key-2" }])
      expect(await verifyToken(`${encode(head)}.${encode({ ...claims, exp })}.`)).toBeNull();
    for (const text of ["", "made.up.text", `x.${encode(claims)}.x`, `!.${encode(claims)}.!`])
      expect(await verifyToken(text)).toBeNull();
  });

  it("is asked of once in 15 s, and anew after a sign-out", async () => {
    good = signed(SECRET);
    await verifyToken(good, 0);
    await verifyToken(good, 14_999);
    expect(times()).toBe(1);
    await verifyToken(good, 15_000);
    expect(times()).toBe(2);
    forgetToken(good);
    await verifyToken(good, 15_001);
    expect(times()).toBe(3);
  });

  it.each([429, 500])("signs nobody out while Supabase answers %s", async (status) => {
    const token = signed(SECRET);
    good = status;
    await expect(verifyToken(token)).rejects.toMatchObject({ code: "unavailable" });
    good = token;
    expect(await verifyToken(token)).toEqual(expected);
  });
});
