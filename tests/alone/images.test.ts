import { type ChildProcess, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { buildEnvironments } from "../../sandbox/launcher/environment.mjs";
import { findFreePort } from "../../sandbox/launcher/ports.mjs";
import { chooseProviders } from "../../sandbox/launcher/providers.mjs";
import { execForm, readDockerfile, type Stage, stepsOf } from "../images/dockerfile.ts";
import { sandboxUrl, webUrl, workerUrl } from "../stack/addresses.ts";
import { until } from "../stack/api.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(root, file), "utf8");
const scripts = (JSON.parse(read("package.json")) as { scripts: Record<string, string> }).scripts;
const FILES = ["Dockerfile.web", "Dockerfile.worker"];
const last = (file: string): Stage => readDockerfile(read(file)).at(-1) as Stage;

describe.each(FILES)("%s", (file) => {
  const stages = readDockerfile(read(file));
  const image = last(file);

  it("is built in stages from pinned images, the last of them slim", () => {
    expect(stages.length).toBeGreaterThan(1);
    for (const stage of stages) expect(stage.image).toMatch(/^node:24\.\d+\.\d+-bookworm-slim$/);
    expect(stepsOf(image, "RUN").some(({ text }) => text.includes("npm"))).toBe(false);
  });

  it("takes only what is there, and from stages that are", () => {
    const names = new Set(stages.flatMap(({ name }) => name ?? []));
    for (const stage of stages)
      for (const { flags, text } of stepsOf(stage, "COPY")) {
        const from = flags["from"];
        if (from !== undefined) expect(names).toContain(from);
        else
          for (const source of text.split(/\s+/).slice(0, -1))
            expect(existsSync(join(root, source)), source).toBe(true);
      }
    for (const stage of stages) expect(stepsOf(stage, "ADD")).toEqual([]);
  });

  it("runs as nobody special, tells its health, and gets the stop signal itself", () => {
    expect(stepsOf(image, "USER").map(({ text }) => text)).toEqual(["node"]);
    const [health] = stepsOf(image, "HEALTHCHECK");
    expect(execForm(health?.text.replace(/^CMD /, "") ?? "")[0]).toBe("node");
    const commands = stepsOf(image, "CMD").map(({ text }) => execForm(text));
    expect(commands).toHaveLength(1);
    expect(existsSync(join(root, commands[0]?.[1] ?? "")) || commands[0]?.[1] === "server.js").toBe(true);
  });

  it("holds no secret", () => {
    expect(read(file)).not.toMatch(/(SECRET|_KEY|PASSWORD|TOKEN)=/);
  });
});

it("the images' commands are those of package.json", () => {
  expect(execForm(stepsOf(last("Dockerfile.worker"), "CMD")[0]?.text ?? "").join(" ")).toBe(
    scripts["start:worker"],
  );
  const [build] = readDockerfile(read("Dockerfile.web"));
  expect(stepsOf(build as Stage, "RUN").map(({ text }) => text)).toContain("npm run build");
});

it("nothing goes into an image that is not named", () => {
  const ignored = read(".dockerignore").split("\n");
  expect(ignored[0]).toBe("*");
  for (const secret of [".env", ".git", ".talky", "sandbox", "tests", "node_modules"])
    expect(ignored).not.toContain(`!${secret}`);
  for (const { text, flags } of FILES.flatMap((file) =>
    readDockerfile(read(file)).flatMap((stage) => stepsOf(stage, "COPY")),
  ))
    if (flags["from"] === undefined && text !== ". .")
      for (const source of text.split(/\s+/).slice(0, -1))
        expect(ignored, source).toContain(`!${source.split("/")[0]}`);
});

interface Service {
  image?: string;
  build?: { dockerfile: string };
  command?: string[];
  stop_grace_period?: string;
  environment?: Record<string, string>;
}

it("the compose file is whole: web, worker, Redis and Postgres, and the worker is given the time it drains", () => {
  const { services } = parse(read("compose.yaml"), { merge: true }) as { services: Record<string, Service> };
  expect(Object.keys(services).toSorted()).toEqual(["migrate", "postgres", "redis", "web", "worker"]);
  for (const [name, { image, build }] of Object.entries(services)) {
    if (build) expect(existsSync(join(root, build.dockerfile)), name).toBe(true);
    else expect(image, name).toMatch(/:[\w.-]*\d/);
  }
  expect(services["migrate"]?.command?.join(" ")).toBe(scripts["migrate"]);
  const drainS = Number(services["worker"]?.environment?.["TALKY_DRAIN_S"]);
  expect(Number(services["worker"]?.stop_grace_period?.replace("s", ""))).toBeGreaterThanOrEqual(drainS + 40);
});

/** The folder that the worker's image would be: what its COPY lines name, and what its modules stage leaves. */
function workerImage(folder: string): void {
  const [modules] = readDockerfile(read("Dockerfile.worker"));
  const removed = stepsOf(modules as Stage, "RUN").flatMap(
    ({ text }) => text.match(/(?<=node_modules\/)\S+/g) ?? [],
  );
  const { packages } = JSON.parse(read("package-lock.json")) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  for (const [path, { dev }] of Object.entries(packages)) {
    const [, name] = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path) ?? [];
    const isLeft =
      name !== undefined &&
      dev !== true &&
      !removed.some((gone) => name === gone || name.startsWith(`${gone}/`));
    if (!isLeft || !existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(root, path), join(folder, path));
  }
  for (const { flags, text } of stepsOf(last("Dockerfile.worker"), "COPY")) {
    if (flags["from"] !== undefined) continue;
    const [source = "", target = ""] = text.split(/\s+/);
    cpSync(join(root, source), target.endsWith("/") ? join(folder, source) : join(folder, target), {
      recursive: true,
    });
  }
}

const portOf = (url: string): number => Number(new URL(url).port);

describe("the worker's image", () => {
  let child: ChildProcess | null = null;
  const folder = mkdtempSync(join(tmpdir(), "talky-image-"));
  afterEach(() => {
    child?.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });

  it("has all that its command needs: it starts, is ready, and stops when it is told", async () => {
    workerImage(folder);
    expect(readdirSync(join(folder, "node_modules"))).not.toContain("next");
    const dataDir = process.env["TALKY_TEST_DATA_DIR"] ?? "";
    const secrets = JSON.parse(readFileSync(join(dataDir, "secrets.json"), "utf8")) as Record<string, string>;
    const sandbox = portOf(sandboxUrl());
    const port = await findFreePort();
    const environments = buildEnvironments({
      settings: {
        root,
        ports: { web: portOf(webUrl()), worker: port, sandbox, postgres: sandbox + 1 },
        dataDir: join(folder, "data"),
        host: "127.0.0.1",
        logLevel: undefined,
      },
      secrets,
      file: {},
      providers: chooseProviders({}),
      shell: process.env,
      isDev: false,
    });
    expect(port).not.toBe(portOf(workerUrl()));
    const [command = "", ...args] = execForm(stepsOf(last("Dockerfile.worker"), "CMD")[0]?.text ?? "");
    expect(command).toBe("node");
    let said = "";
    const started = spawn(process.execPath, args, {
      cwd: folder,
      env: { ...environments.worker, TALKY_DRAIN_S: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child = started;
    for (const stream of [started.stdout, started.stderr])
      stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    const exit = new Promise<number | null>((resolve) => started.once("exit", resolve));
    const isReady = async (): Promise<boolean> =>
      fetch(`http://127.0.0.1:${port}/ready`).then(
        (answer) => answer.ok,
        () => {
          if (started.exitCode !== null) throw new Error(`it ended: ${said}`);
          return false;
        },
      );
    await until(isReady, (ready) => ready, { limitMs: 90_000, what: "the worker to be ready" });
    started.kill("SIGTERM");
    expect(await exit, said.slice(-2000)).toBe(0);
  });
});
