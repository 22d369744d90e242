import { createHash } from "node:crypto";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { verifyVonageWebhook } from "./vonage-webhook.ts";

const NOW = new Date("2026-11-20T12:00:00Z");
const KEYS = { signatureSecret: "s3cret", applicationId: "app-1", apiKey: "key-1" };
const BODY = Buffer.from('{"uuid":"u1","status":"answered"}');

interface Forgery {
  claims?: Record<string, unknown>;
  secret?: string;
  alg?: string;
  ageS?: number;
}

async function sign({ claims = {}, secret = KEYS.signatureSecret, alg = "HS256", ageS = 0 }: Forgery = {}) {
  const token = await new SignJWT({
    payload_hash: createHash("sha256").update(BODY).digest("hex"),
    application_id: "app-1",
    api_key: "key-1",
    iss: "Vonage",
    jti: "j1",
    ...claims,
  })
    .setProtectedHeader({ alg })
    .setIssuedAt(NOW.getTime() / 1000 - ageS)
    .sign(Buffer.from(secret.padEnd(alg === "HS256" ? 0 : 64, "x")));
  return `Bearer ${token}`;
}
const verify = (authorization: string | null, body = BODY) =>
  verifyVonageWebhook(KEYS, authorization, body, () => NOW);

describe("the carrier's signature", () => {
  it("holds for exactly these bytes, and again when the carrier repeats itself", async () => {
    const authorization = await sign();
    await verify(authorization);
    await verify(authorization);
  });

  it.each<[string, Forgery]>([
    ["another secret", { secret: "guessed" }],
    ["another algorithm", { alg: "HS512" }],
    ["a token from six minutes ago", { ageS: 360 }],
    ["a token from the future", { ageS: -360 }],
    ["another application", { claims: { application_id: "app-2" } }],
    ["another account", { claims: { api_key: "key-2" } }],
    ["nobody's application", { claims: { application_id: undefined, api_key: undefined } }],
    ["a body that was not signed", { claims: { payload_hash: undefined } }],
  ])("refuses %s", async (_what, forgery) => {
    await expect(verify(await sign(forgery))).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("refuses changed bytes, even by a space", async () => {
    const authorization = await sign();
    await expect(verify(authorization, Buffer.concat([BODY, Buffer.from(" ")]))).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it.each([null, "", "Bearer", "Bearer a.b.c", "Basic abc"])("refuses the header %j", async (header) => {
    await expect(verify(header)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
