import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { lacksOnlyPlatforms } from "./install.mjs";
import { findFreePort, isPortFree, requireFreePorts } from "./ports.mjs";
import { RunFile } from "./run-file.mjs";
import { readOrMakeSecrets } from "./secrets.mjs";
import { readSettings } from "./settings.mjs";
import { hashSources } from "./source-hash.mjs";
import { closingLine, playwrightCounts, readReport, sumCounts, vitestCounts } from "./test-reports.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "launcher-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  mkdirSync(join(folder, name, ".."), { recursive: true });
  writeFileSync(join(folder, name), text);
}

describe("settings", () => {
  it("come from the shell first, then from .env, then from the defaults", () => {
    const settings = readSettings(
      { TALKY_WEB_PORT: "4000", TALKY_WORKER_PORT: "4001" },
      { TALKY_WEB_PORT: "5000", TALKY_DATA_DIR: "/data" },
      "/talky",
    );
    expect(settings.ports).toEqual({ web: 5000, worker: 4001, sandbox: 3002, postgres: 3003 });
    expect(settings.dataDir).toBe("/data");
    expect(readSettings({}, {}, "/talky").dataDir).toBe("/talky/.talky");
  });

  it.each(["abc", "0", "70000", "65535", "1.5"])("refuse %s as a port and name the variable", (port) => {
    expect(() => readSettings({}, { TALKY_WEB_PORT: port }, "/talky")).toThrow("TALKY_WEB_PORT");
  });

  it("refuse one port for two things, Postgres' included", () => {
    expect(() => readSettings({}, { TALKY_WEB_PORT: "3003" }, "/talky")).toThrow("must all be different");
  });
});

describe("ports", () => {
  it("that are taken are named with the variable to change", async () => {
    const port = await findFreePort(true);
    const server = createServer();
    await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
    try {
      expect(await isPortFree(port)).toBe(false);
      const ports = { web: port, worker: await findFreePort(), sandbox: port - 1, postgres: port };
      await expect(requireFreePorts(ports, "127.0.0.1", ["web", "worker", "postgres"])).rejects.toThrow(
        new RegExp(
          `Port ${port} \\(the web app\\).*TALKY_WEB_PORT=[^]*Port ${port} .*Postgres.*TALKY_SANDBOX_PORT=`,
        ),
      );
      await expect(requireFreePorts(ports, "127.0.0.1", ["worker"])).resolves.toBeUndefined();
    } finally {
      await new Promise((done) => server.close(done));
    }
    expect(await isPortFree(port)).toBe(true);
  });
});

describe("the sources' fingerprint", () => {
  it("changes with a content, a name or a new file, and not with tests or times", () => {
    write("app/page.tsx", "a");
    const first = hashSources(folder);
    write("app/page.test.ts", "t");
    write("docs/x.md", "d");
    write("app/page.tsx", "a");
    expect(hashSources(folder)).toBe(first);
    write("app/page.tsx", "b");
    const second = hashSources(folder);
    expect(second).not.toBe(first);
    write("lib/new.ts", "");
    expect(hashSources(folder)).not.toBe(second);
  });
});

describe("an installation that npm ci refuses", () => {
  const missing = "npm error Missing: @oxlint/binding-darwin-x64@ from lock file\n";

  it("goes on only where nothing but packages of other platforms is absent", () => {
    expect(lacksOnlyPlatforms(missing + missing)).toBe(true);
    expect(lacksOnlyPlatforms(`${missing}npm error Missing: left-pad@1.3.0 from lock file\n`)).toBe(false);
    expect(lacksOnlyPlatforms(`${missing}npm error Invalid: lock file's a@1 does not satisfy a@2\n`)).toBe(
      false,
    );
    expect(lacksOnlyPlatforms("npm error code ENOTFOUND\n")).toBe(false);
  });
});

describe("secrets", () => {
  it("are made once, for their owner's eyes, and filled in when a later version needs more", () => {
    const made = readOrMakeSecrets(folder);
    expect(made["talkySecret"]?.length).toBeGreaterThanOrEqual(32);
    expect(made["vonagePrivateKey"]).toContain("BEGIN PRIVATE KEY");
    expect(statSync(join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
    expect(readOrMakeSecrets(folder)).toEqual(made);
    const { talkySecret: _, ...fewer } = made;
    writeFileSync(join(folder, "secrets.json"), JSON.stringify(fewer));
    expect(readOrMakeSecrets(folder)).toMatchObject(fewer);
    expect(readOrMakeSecrets(folder)["talkySecret"]).toBeTruthy();
  });
});

describe("the run file", () => {
  it("lets go of what is another process now", async () => {
    const said: string[] = [];
    const left = {
      launcher: process.ppid,
      pids: { web: process.pid },
      started: { launcher: "another time", web: "another time" },
    };
    writeFileSync(join(folder, "run.json"), JSON.stringify(left));
    await new RunFile(folder).clearLeftovers((line: string) => said.push(line));
    expect(said).toEqual([]);
  });

  it("of a living copy is not written over by one that was refused", () => {
    const living = new RunFile(folder);
    living.begin({ web: "http://127.0.0.1:1" });
    new RunFile(folder).write({ launcher: 0, pids: {} });
    expect(living.read()).toMatchObject({ launcher: process.pid, urls: { web: "http://127.0.0.1:1" } });
  });
});

describe("the closing line", () => {
  it("adds up what the runners report", () => {
    const unit = vitestCounts({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 1, testResults: [] });
    const browser = playwrightCounts({
      stats: { expected: 2, unexpected: 1, flaky: 1, skipped: 0 },
      errors: [],
    });
    expect(closingLine(sumCounts([unit, browser]))).toBe("8 passed, 1 failed, 1 skipped");
    expect(closingLine({ passed: 3, failed: 0, skipped: 0 })).toBe("3 passed, 0 failed");
  });

  it("counts a file that cannot be loaded, and a runner that died without a word, as failed", () => {
    const testResults = [{ name: "/here/a.test.ts", status: "failed", assertionResults: [] }];
    expect(vitestCounts({ numPassedTests: 1, numFailedTests: 0, testResults }).failed).toBe(1);
    expect(readReport(join(folder, "none.json"), vitestCounts, 137)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
    });
    writeFileSync(join(folder, "half.json"), '{"numPassed');
    expect(readReport(join(folder, "half.json"), vitestCounts, 1).failed).toBe(1);
  });

  it("has before it which tests failed, and how each begins to say why", () => {
    const failed = {
      status: "failed",
      fullName: "adds up",
      failureMessages: ["\u001b[31m3 is not 4\u001b[39m\nat a.ts"],
    };
    const testResults = [
      { name: "/here/a.test.ts", status: "failed", assertionResults: [{ status: "passed" }, failed] },
      { name: "/here/b.test.ts", status: "failed", assertionResults: [], message: "no such module" },
    ];
    expect(vitestCounts({ numPassedTests: 1, numFailedTests: 1, testResults }).failures).toEqual([
      "a.test.ts › adds up\n      3 is not 4\n      at a.ts",
      "b.test.ts › cannot be loaded\n      no such module",
    ]);
    const bad = { status: "unexpected", results: [{ error: { message: "not visible" } }] };
    const specs = [
      { title: "signs in", file: "account.spec.ts", tests: [{ status: "expected", results: [{}] }, bad] },
    ];
    const stats = { expected: 1, unexpected: 1, flaky: 0, skipped: 0 };
    expect(playwrightCounts({ stats, suites: [{ suites: [{ specs }] }] }).failures).toEqual([
      "account.spec.ts › signs in\n      not visible",
    ]);
  });
});
