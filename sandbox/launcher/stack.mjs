import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildEnvironments } from "./environment.mjs";
import { nodeBinary } from "./install.mjs";
import { ownPostgresRuns } from "./left-postgres.mjs";
import { Part } from "./part.mjs";
import { requireFreePorts } from "./ports.mjs";
import { chooseProviders } from "./providers.mjs";
import { RunFile } from "./run-file.mjs";
import { runLogged } from "./run-command.mjs";
import { readOrMakeSecrets } from "./secrets.mjs";

/** Longer than what stands before it keeps a connection (a minute, mostly): else that sends into one just closed. */
const KEEP_ALIVE_MS = 75_000;

/** The sandbox, web and worker of one copy, with everything they need to know. */
export class Stack {
  /**
   * @param {object} options
   * @param {ReturnType<import("./settings.mjs").readSettings>} options.settings
   * @param {Record<string, string>} options.file the variables of `.env`; {} for tests
   * @param {boolean} options.isDev @param {string} options.distDir the build to serve
   * @param {import("./progress.mjs").Progress} options.progress
   * @param {number} options.drainLimitMs how long the worker may take to end its calls when it is stopped
   */
  constructor({ settings, file, isDev, distDir, progress, drainLimitMs }) {
    this.drainLimitMs = drainLimitMs;
    this.settings = settings;
    this.progress = progress;
    this.isDev = isDev;
    this.distDir = distDir;
    this.logDir = join(settings.dataDir, "logs");
    this.providers = chooseProviders(file);
    mkdirSync(this.logDir, { recursive: true });
    this.secrets = readOrMakeSecrets(settings.dataDir);
    this.environments = buildEnvironments({
      settings,
      secrets: this.secrets,
      file,
      providers: this.providers,
      shell: process.env,
      isDev,
    });
    this.runFile = new RunFile(settings.dataDir);
    this.urls = {
      web: `http://127.0.0.1:${settings.ports.web}`,
      worker: `http://127.0.0.1:${settings.ports.worker}`,
      sandbox: `http://127.0.0.1:${settings.ports.sandbox}`,
    };
    /** @type {Part[]} in the order in which they start */
    this.parts = [];
  }

  get hasOwnDatabase() {
    return this.environments.ownerDatabaseUrl !== undefined;
  }

  /** What the others stand on: the outside world and its database. */
  async startSandbox() {
    const { settings, progress } = this;
    const say = (line) => progress.say(line);
    await this.runFile.clearLeftovers(say);
    const isPostgresOurs = !this.hasOwnDatabase || ownPostgresRuns(settings);
    const needed = ["web", "worker", "sandbox", ...(isPostgresOurs ? [] : ["postgres"])];
    await requireFreePorts(settings.ports, settings.host, needed);
    this.runFile.begin(this.urls);
    await progress.step("Bringing up the sandbox", () =>
      this.startPart("sandbox", ["sandbox/main.ts"], "/_sandbox/stats", 60_000, 10_000),
    );
  }

  /** @param {{seed: boolean}} options */
  async start({ seed }) {
    await this.startSandbox();
    await this.startProduct({ seed });
  }

  /** What talks to the sandbox. */
  async startProduct({ seed }) {
    const seeding = seed && this.hasOwnDatabase ? this.seed() : Promise.resolve();
    const starting = this.progress.step("Starting web and worker", () =>
      Promise.all([
        this.startPart(
          "worker",
          [...(this.isDev ? ["--watch"] : []), "voice-worker/main.ts"],
          "/health",
          60_000,
          this.drainLimitMs,
        ),
        this.startPart("web", this.webArguments(), "/api/v1/health", 90_000, 5_000),
      ]),
    );
    await Promise.all([starting, seeding]);
  }

  /**
   * The worker first: while its calls end it still hears of them through the web process. The sandbox last: the others
   * talk to it until they have stopped.
   */
  async stop() {
    for (const part of ["worker", "web", "sandbox"]) {
      await this.parts.find(({ options }) => options.name === part)?.stop();
    }
  }

  kill() {
    for (const part of this.parts) part.kill();
  }

  webArguments() {
    const next = join(this.settings.root, "node_modules/next/dist/bin/next");
    return [
      next,
      ...(this.isDev ? ["dev"] : ["start", "--keepAliveTimeout", String(KEEP_ALIVE_MS)]),
      "-p",
      String(this.settings.ports.web),
      "-H",
      this.settings.host,
    ];
  }

  async startPart(name, args, healthPath, limitMs, stopLimitMs) {
    const { root } = this.settings;
    const watch = pathToFileURL(join(root, "sandbox/launcher/with-launcher.mjs")).href;
    const env = this.environments[name];
    const part = new Part({
      name,
      command: nodeBinary(root),
      args: ["--import", watch, ...args],
      cwd: root,
      env: name === "web" && this.distDir ? { ...env, TALKY_DIST_DIR: this.distDir } : env,
      logFile: join(this.logDir, `${name}.log`),
      healthUrl: this.urls[name] + healthPath,
      stopLimitMs,
      isBehindCalls: name === "web",
      say: (line) => this.progress.say(line),
      onPid: (pid) => this.runFile.setPid(name, pid),
    });
    this.parts.push(part);
    await part.start(limitMs);
  }

  async seed() {
    await runLogged(nodeBinary(this.settings.root), ["sandbox/launcher/seed.ts"], {
      cwd: this.settings.root,
      env: {
        ...this.environments.sandbox,
        DATABASE_URL: this.environments.ownerDatabaseUrl,
        SUPABASE_URL: this.environments.web.SUPABASE_URL,
        SUPABASE_PUBLISHABLE_KEY: this.secrets.supabasePublishableKey,
        TALKY_DEMO_PASSWORD: this.secrets.demoPassword,
      },
      logFile: join(this.logDir, "seed.log"),
      what: "Making the demo business",
    });
  }
}
