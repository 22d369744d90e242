import { spawn } from "node:child_process";
import { join } from "node:path";
import { inherited } from "./environment.mjs";
import { nodeBinary } from "./install.mjs";
import { playwrightCounts, readReport, vitestCounts } from "./test-reports.mjs";

/** Runs the suite's steps one after the other, their output shown, and counts what came of each. */
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
    const code = await this.run(npm, ["run", "--silent", script], {});
    this.add(script, { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 });
  }

  /** @param {string} name @param {string[]} args @param {Record<string, string>} [env] */
  async vitest(name, args, env = {}) {
    const report = join(this.folder, `${name.replaceAll(/\W+/g, "-")}.json`);
    const cli = join(this.root, "node_modules/vitest/vitest.mjs");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const code = await this.run(nodeBinary(this.root), [cli, "run", ...args, ...reporters], env);
    this.add(name, readReport(report, vitestCounts, code));
  }

  /** @param {string} name @param {Record<string, string>} env */
  async playwright(name, env) {
    const report = join(this.folder, "browser.json");
    const cli = join(this.root, "node_modules/playwright/cli.js");
    const code = await this.run(nodeBinary(this.root), [cli, "test"], {
      ...env,
      TALKY_TEST_BROWSER_REPORT: report,
    });
    this.add(name, readReport(report, playwrightCounts, code));
  }

  /** @param {string} name @param {import("./test-reports.mjs").Counts} counts */
  add(name, counts) {
    this.results.push({ name, counts });
  }

  stop() {
    for (const child of this.running) child.kill("SIGTERM");
  }

  run(command, args, env) {
    const bin = join(this.root, "node_modules/node/bin");
    const shell = inherited(process.env);
    return new Promise((done) => {
      const child = spawn(command, args, {
        cwd: this.root,
        env: { ...shell, PATH: `${bin}:${shell.PATH ?? ""}`, ...env },
        stdio: ["ignore", "inherit", "inherit"],
      });
      this.running.add(child);
      const end = (code) => {
        this.running.delete(child);
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
