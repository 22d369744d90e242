import { spawn } from "node:child_process";
import { join } from "node:path";
import { inherited } from "./environment.mjs";
import { nodeBinary } from "./install.mjs";
import { stepBack } from "./priority.mjs";
import { playwrightCounts, readReport, vitestCounts } from "./test-reports.mjs";

/** Runs the suite's steps and counts what came of each. Their output is shown as it comes, or held until their end. */
export class TestRun {
  /** @param {string} root @param {string} folder where reports are written */
  constructor(root, folder) {
    this.root = root;
    this.folder = folder;
    /** @type {{name: string, counts: import("./test-reports.mjs").Counts}[]} */
    this.results = [];
    /** @type {Set<import("node:child_process").ChildProcess>} */
    this.running = new Set();
  }

  /** One script of package.json that either succeeds or fails. @param {string} script */
  async check(script) {
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const code = await this.run(npm, ["run", "--silent", script], {}, { isBehindCalls: true });
    return this.add(script, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
  }

  /**
   * @param {string} name @param {string[]} args @param {Record<string, string>} [env]
   * @param {{isHeld?: boolean, isBehindCalls?: boolean}} [how]
   */
  async vitest(name, args, env = {}, how = {}) {
    const report = join(this.folder, `${name.replaceAll(/\W+/g, "-")}.json`);
    const cli = join(this.root, "node_modules/vitest/vitest.mjs");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const code = await this.run(nodeBinary(this.root), [cli, "run", ...args, ...reporters], env, how);
    return this.add(name, readReport(report, vitestCounts, code));
  }

  /** @param {string} name @param {string[]} files @param {Record<string, string>} env */
  async playwright(name, files, env) {
    const report = join(this.folder, "browser.json");
    const cli = join(this.root, "node_modules/playwright/cli.js");
    const withReport = { ...env, TALKY_TEST_BROWSER_REPORT: report };
    // Else all that would have to go before them would run as well; one of them ends the web process of the others.
    const few = files.length > 0 ? ["--no-deps", "--workers=1"] : [];
    const code = await this.run(nodeBinary(this.root), [cli, "test", ...files, ...few], withReport, {
      isHeld: files.length === 0,
      isBehindCalls: true,
    });
    return this.add(name, readReport(report, playwrightCounts, code));
  }

  /** Whether it went well. @param {string} name @param {import("./test-reports.mjs").Counts} counts */
  add(name, counts) {
    this.results.push({ name, counts });
    return counts.failed === 0;
  }

  stop() {
    for (const child of this.running) child.kill("SIGTERM");
  }

  /** @param {{isHeld?: boolean, isBehindCalls?: boolean}} [how] */
  run(command, args, env, { isHeld = false, isBehindCalls = false } = {}) {
    const bin = join(this.root, "node_modules/node/bin");
    const shell = inherited(process.env);
    const held = [];
    return new Promise((done) => {
      const out = isHeld ? "pipe" : "inherit";
      const child = spawn(command, args, {
        cwd: this.root,
        env: { ...shell, PATH: `${bin}:${shell.PATH ?? ""}`, ...env },
        stdio: ["ignore", out, out],
      });
      for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => held.push(chunk));
      this.running.add(child);
      if (isBehindCalls) stepBack(child.pid);
      const end = (code) => {
        if (!this.running.delete(child)) return;
        process.stdout.write(Buffer.concat(held));
        done(code);
      };
      child.once("error", (error) => {
        process.stderr.write(`${error.message}\n`);
        end(1);
      });
      child.once("close", (code) => end(code ?? 1));
    });
  }
}
