import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ERROR_STATUS } from "#lib/errors/app-error";
import { webUrl } from "../stack/addresses.ts";

const root = join(import.meta.dirname, "../..");
const guide = readFileSync(join(root, "docs/api.md"), "utf8");

interface Block {
  language: string;
  /** What stands behind the language. */
  info: string;
  text: string;
}

const blocks: Block[] = [...guide.matchAll(/^```(\w+) ?(.*)\n([\s\S]*?)^```$/gm)].map(
  ([, language = "", info = "", text = ""]) => ({ language, info, text }),
);

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** As it stands there, but for where the copy listens and names that somebody else may have taken. */
const here = (text: string, port: number): string =>
  text
    .replaceAll("http://127.0.0.1:3000", webUrl())
    .replaceAll("me@example.com", `${randomUUID()}@example.com`)
    .replaceAll("4010", String(port));

const marker = (index: number): string => `### block ${index} is over`;

/** All commands in one shell; whatever curl is answered with but 2xx ends it, except where the guide shows that. */
const scriptOf = (port: number): string =>
  [
    "set -euo pipefail",
    "trap 'kill $(jobs -p) 2>/dev/null || true' EXIT",
    'curl() { command curl --fail-with-body "$@"; }',
    ...blocks
      .filter(({ language }) => language === "sh")
      .flatMap(({ info, text }, index) => [
        info === "fails" ? `( curl() { command curl "$@"; }\n${text})` : text,
        `printf '\\n${marker(index)}\\n'`,
      ]),
  ]
    .map((text) => here(text, port))
    .join("\n");

describe("the guide to the API", () => {
  const folder = mkdtempSync(join(tmpdir(), "talky-guide-"));
  let answers: string[];
  let said: string;

  beforeAll(async () => {
    const port = await freePort();
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    for (const { language, info, text } of blocks)
      if (language === "js") writeFileSync(join(folder, info), here(text, port));
    writeFileSync(join(folder, "guide.sh"), scriptOf(port));
    const path = [dirname(process.execPath), process.env["PATH"]].join(delimiter);
    const shell = spawn("bash", ["guide.sh"], { cwd: folder, env: { ...process.env, PATH: path } });
    said = "";
    for (const stream of [shell.stdout, shell.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
    const code = await new Promise((resolve) => shell.on("exit", resolve));
    answers = said.split(/^### block \d+ is over$/m);
    expect([code, said]).toEqual([0, said]);
  }, 240_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("has commands that do what they say", () => {
    const commands = blocks.filter(({ language }) => language === "sh");
    expect(answers).toHaveLength(commands.length + 1);
    const answerOf = (word: string): string =>
      answers[commands.findIndex(({ text }) => text.includes(word))] ?? "";
    expect(answerOf("/auth/me")).toContain('"role":"admin"');
    expect(answerOf("CURSOR=")).toContain("Kim,Alex\nNora\n");
    expect(answerOf("settled_at")).toMatch(/answered\ngoal_achieved\n(Agent|Contact): .+\n/);
    expect(answerOf("/live")).toContain("event: live.ready");
    expect(answerOf("/contacts/import")).toMatch(/^1\nrow,/m);
    expect(answerOf("/start")).toMatch(/running\n[\s\S]*"total_leads"[\s\S]*stopped\n/);
    expect(answerOf("receiver.mjs")).toContain("verified webhook.test");
    expect(answerOf("rotate-secret")).toContain("whsec_");
    expect(readFileSync(join(folder, "recording.wav")).subarray(0, 4).toString()).toBe("RIFF");
  });

  it("shows an error as it comes", () => {
    const at = blocks.filter(({ language }) => language === "sh").findIndex(({ info }) => info === "fails");
    const shown = blocks.find(({ language }) => language === "json")?.text ?? "";
    const came = JSON.parse(answers[at] ?? "") as Record<string, unknown>;
    expect({ ...came, request_id: "…" }).toEqual(JSON.parse(shown));
  });

  it("names every code with its status", () => {
    const named = [...guide.matchAll(/^\| (\d{3}) +\| `(\w+)`/gm)].map(([, status, code]) => [
      code,
      Number(status),
    ]);
    expect(Object.fromEntries(named)).toEqual(ERROR_STATUS);
  });
});
