import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { vonageBalance } from "../../scripts/smoke/vonage-balance.ts";
import { sandboxUrl, webUrl, workerDatabaseUrl } from "../stack/addresses.ts";
import { register } from "../stack/api.ts";
import { sandboxCalls } from "../stack/sandbox.ts";

const root = join(import.meta.dirname, "../..");

function environment(): Record<string, string> {
  const file = join(process.env["TALKY_TEST_DATA_DIR"] ?? "", "secrets.json");
  const secrets = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  return {
    VONAGE_APPLICATION_ID: secrets["vonageApplicationId"] ?? "",
    VONAGE_PRIVATE_KEY: secrets["vonagePrivateKey"] ?? "",
    VONAGE_API_KEY: secrets["vonageApiKey"] ?? "",
    VONAGE_SIGNATURE_SECRET: secrets["vonageSignatureSecret"] ?? "",
    VONAGE_API_HOST: sandboxUrl(),
    DEEPGRAM_API_KEY: "sandbox",
    DEEPGRAM_BASE_URL: sandboxUrl(),
    GROQ_API_KEY: "sandbox",
    GROQ_BASE_URL: sandboxUrl(),
    CARTESIA_API_KEY: "sandbox",
    CARTESIA_BASE_URL: sandboxUrl(),
    SUPABASE_URL: sandboxUrl(),
    SUPABASE_SECRET_KEY: secrets["supabaseSecretKey"] ?? "",
    DATABASE_URL: workerDatabaseUrl(),
  };
}

function smoke(
  env: Record<string, string>,
  args: string[] = [],
): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["scripts/smoke-live.ts", ...args], {
    cwd: root,
    env: { NODE_ENV: "test", PATH: process.env["PATH"] ?? "", ...env },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.once("exit", (code) => resolve({ code, said })));
}

describe("npm run smoke:live", () => {
  it("asks each provider, calls nobody, and tells no key", async () => {
    const before = (await sandboxCalls()).length;
    const { code, said } = await smoke(environment());
    expect(said).not.toMatch(/✗/);
    for (const name of [
      "Vonage, the application",
      "Deepgram",
      "Groq",
      "Cartesia",
      "Supabase",
      "the database",
    ])
      expect(said).toMatch(new RegExp(`✓ {2}${name}`));
    expect(said).toContain("Vonage, the account: not set up (VONAGE_API_SECRET)");
    expect(said).toContain("Nobody was called.");
    expect(code).toBe(0);
    expect((await sandboxCalls()).length).toBe(before);
    for (const name of ["VONAGE_PRIVATE_KEY", "SUPABASE_SECRET_KEY", "DATABASE_URL"])
      expect(said).not.toContain(environment()[name]);
  });

  it("says what does not work, and fails", async () => {
    const { code, said } = await smoke({
      ...environment(),
      SUPABASE_SECRET_KEY: "wrong",
      DATABASE_URL: "postgresql://x@127.0.0.1:1/x",
    });
    expect(code).toBe(1);
    expect(said).toMatch(/✗ {2}the database/);
    expect(said).toMatch(/✓ {2}Groq/);
  });

  it("passes over what is not set up", async () => {
    const { code, said } = await smoke({});
    expect(code).toBe(0);
    expect(said.match(/not set up/g)).toHaveLength(7);
  });

  it("has one call made when a number is named, and says what it came to", async () => {
    const { api } = await register("Smoke");
    const { key } = await api.ok<{ key: string }>("POST", "/api-keys", {
      name: "smoke",
      scopes: ["read", "write", "dial"],
    });
    const env = { TALKY_PUBLIC_URL: webUrl(), TALKY_API_KEY: key };
    const { code, said } = await smoke(env, ["--call", "+14155550106"]);
    expect(said).toMatch(/✓ {2}a call: answered, \w+, \d+ s, \d+ turns/);
    expect(code).toBe(0);
    const busy = await smoke(env, ["--call", "+14155550101"]);
    expect(busy.said).toContain("it came to busy");
    expect(busy.code).toBe(1);
  }, 200_000);
});

it.each([
  [200, { value: 12.345, autoReload: false }, "12.35 EUR left"],
  [200, { value: 0 }, "nobody can be called"],
  [401, {}, "refuses the API key"],
  [500, {}, "answers 500"],
])("the account's balance is read from an answer %s %j", async (status, body, said) => {
  const server = createServer((request, response) => {
    const isAsked = request.url === "/account/get-balance" && request.headers.authorization === "Basic azpz";
    response
      .writeHead(isAsked ? status : 404, { "content-type": "application/json" })
      .end(JSON.stringify(body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const told = await vonageBalance("k", "s", host).catch((error: Error) => error.message);
  server.close();
  expect(told).toContain(said);
});
