import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { leaksOfLine, searchLeaks, secretNames, secretValues } from "./leaks.mjs";

const root = join(import.meta.dirname, "../..");
const copies = [
  {
    talkySecret: "a-secret-that-nobody-knows",
    vonagePrivateKey: "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nmore\n-----END",
    supabasePublishableKey: "sb_publishable_everybody-may-know",
  },
];
const secrets = secretValues(copies);
const kinds = (line: string): string[] => leaksOfLine(line, secrets).map(({ kind }) => kind);

describe("a line of a log", () => {
  it.each([
    ["a number", '{"msg":"dialled","to":"+14155550100"}', "phone number"],
    ["a number in an address", "GET /x?number=%2B4915112345678 200", "phone number"],
    ["a number as the carrier writes it", '{"to":"14155550100"}', "phone number"],
    ["a number as people write it", "called (415) 555-0100", "phone number"],
    ["an e-mail address", '{"err":{"message":"ada@example.com is known"}}', "e-mail address"],
    ["an API key", "Bearer tk_live_0123456789abcdef0123456789abcdef", "API key"],
    ["a token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N", "token"],
    [
      "a database's password",
      "cannot reach postgresql://talky_web:hunter22@db/postgres",
      "password in an address",
    ],
    ["a secret of this copy", "signed with a-secret-that-nobody-knows", "secret talkySecret"],
    ["a line of its private key", "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC", "secret vonagePrivateKey"],
  ])("gives %s away", (_, line, kind) => {
    expect(kinds(line)).toContain(kind);
  });

  it("may hold numbers and addresses under pii, however deep, and secrets nowhere", () => {
    expect(kinds('{"msg":"dialled","call":{"pii":{"to":"+14155550100","mail":"ada@example.com"}}}')).toEqual(
      [],
    );
    expect(kinds('{"pii":{"key":"a-secret-that-nobody-knows"}}')).toEqual(["secret talkySecret"]);
    expect(kinds('{"pii":{"to":"+14155550100"},"to":"+14155550100"}')).toContain("phone number");
  });

  it.each([
    [
      "times and ids",
      '{"time":"2026-11-26T14:45:08.397+00:00","id":"bbc42bad-0aca-4ce6-8058-33b8f8555016","ms":1764168000000}',
    ],
    ["versions", "next@16.4.5 on node v24.21.0, 127.0.0.1:36331"],
    ["what everybody may know", "sb_publishable_everybody-may-know"],
    ["a mail in the sandbox's mailbox", "2026-11-26T14:48:03.317Z Mail to ada@example.com: Your Magic Link"],
  ])("may hold %s", (_, line) => {
    expect(kinds(line)).toEqual([]);
  });

  it("is never shown whole", () => {
    for (const { shown } of leaksOfLine("a-secret-that-nobody-knows for +14155550100", secrets))
      expect(shown.length).toBeLessThan(24);
  });
});

describe("a run", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "leaks-"));
    write("logs/web.log", '{"msg":"fine"}\n');
    write("build/static/chunks/a.js", 'fetch("/api/v1/plans")');
    writeFileSync(join(folder, ".env.example"), "# TALKY_SECRET=\n# LOG_LEVEL=info\n");
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(name: string, text: string): void {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  async function search(): Promise<{ passed: number; failed: number; said: string }> {
    const said: string[] = [];
    const counts = await searchLeaks({
      root: folder,
      distDir: "build",
      folders: [join(folder, "logs")],
      copies,
      say: (line: string) => said.push(line),
    });
    return { passed: counts.passed, failed: counts.failed, said: said.join("\n") };
  }

  it("that gives nothing away is one check passed, and says how much was looked at", async () => {
    const { passed, failed, said } = await search();
    expect([passed, failed]).toEqual([1, 0]);
    expect(said).toContain("1 lines of logs and 1 files");
  });

  it("fails with file, line and kind", async () => {
    write("logs/old/worker.log.1", 'fine\n{"to":"+14155550100"}\n');
    const { failed, said } = await search();
    expect(failed).toBeGreaterThan(0);
    expect(said).toMatch(/worker\.log\.1:2: phone number/);
    expect(said).not.toContain("+14155550100");
  });

  it.each([
    ["the name of a secret", "process.env.TALKY_SECRET"],
    ["a secret", "a-secret-that-nobody-knows"],
    ["a database's address", "postgresql://db"],
    ["a role that may do all", 'role:"service_role"'],
  ])("fails with %s in the browser's files", async (_, text) => {
    write("build/static/chunks/b.js", text);
    const { failed, said } = await search();
    expect(failed).toBeGreaterThan(0);
    expect(said).toContain("b.js:1");
  });

  it("fails where there was nothing to look at", async () => {
    rmSync(join(folder, "build"), { recursive: true });
    expect((await search()).failed).toBe(1);
  });
});

it("the names of secrets are those of .env.example", () => {
  const names = secretNames(root);
  for (const name of ["TALKY_SECRET", "SUPABASE_SECRET_KEY", "DATABASE_URL", "REDIS_URL", "GROQ_API_KEY"])
    expect(names).toContain(name);
  expect(names).not.toContain("LOG_LEVEL");
});
