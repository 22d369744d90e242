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
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { buildOf } from "../../sandbox/launcher/build.mjs";
import { findFreePort } from "../../sandbox/launcher/ports.mjs";
import { execForm, readDockerfile, type Stage, stepsOf } from "../images/dockerfile.ts";
import { BUILD_SOURCES } from "../../sandbox/launcher/source-hash.mjs";
import { ImageProcess, imageEnvironments } from "../images/image-process.ts";
import { webUrl, workerUrl } from "../stack/addresses.ts";

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

it("all that the web is built of goes into its image", () => {
  const named = read(".dockerignore").split("\n");
  for (const source of BUILD_SOURCES) expect(named, source).toContain(`!${source}`);
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

it("web and worker are not given what opens the whole database", () => {
  const { services } = parse(read("compose.yaml"), { merge: true }) as { services: Record<string, Service> };
  const owners = ["TALKY_OWNER_DATABASE_URL", "POSTGRES_PASSWORD"];
  const logins = ["TALKY_WEB_DB_PASSWORD", "TALKY_WORKER_DB_PASSWORD"];
  for (const name of ["web", "worker"])
    for (const secret of [...owners, ...logins])
      expect(services[name]?.environment?.[secret], `${secret} of ${name}`).toBe("");
  expect(services["web"]?.environment?.["TALKY_WORKER_DATABASE_URL"]).toBe("");
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

const commandOf = (file: string): string[] => execForm(stepsOf(last(file), "CMD")[0]?.text ?? "");

/** The folder that the web's image would be: what its COPY lines take from the stage that builds. */
function webImage(folder: string): void {
  const { distDir } = buildOf(root);
  const from = (path: string): string =>
    join(root, path.replace(/^\/app\/\.next/, distDir).replace(/^\/app\//, ""));
  for (const { text } of stepsOf(last("Dockerfile.web"), "COPY")) {
    const [source = "", target = ""] = text.split(/\s+/);
    cpSync(from(source), join(folder, target.replace(/^\.\/\.next/, distDir)), { recursive: true });
  }
}

describe("an image has all that its command needs", () => {
  let running: ImageProcess | null = null;
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "talky-image-"));
  });
  afterEach(() => {
    running?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  it("the worker starts, is ready, and stops when it is told", async () => {
    workerImage(folder);
    expect(readdirSync(join(folder, "node_modules"))).not.toContain("next");
    const ports = { web: Number(new URL(webUrl()).port), worker: await findFreePort() };
    const [command, ...args] = commandOf("Dockerfile.worker");
    expect(command).toBe("node");
    const { worker } = imageEnvironments(folder, ports);
    running = new ImageProcess(args, folder, { ...worker, TALKY_DRAIN_S: "1" });
    await running.answers(`http://127.0.0.1:${ports.worker}/ready`);
    expect(await running.stop(), running.said.slice(-2000)).toBe(0);
  });

  it("the web process starts, serves the API and a page with all its files, and stops when it is told", async () => {
    webImage(folder);
    for (const left of ["sandbox", "tests", "voice-worker", ".env"])
      expect(existsSync(join(folder, left)), left).toBe(false);
    const ports = { web: await findFreePort(), worker: Number(new URL(workerUrl()).port) };
    const [command, ...args] = commandOf("Dockerfile.web");
    expect(command).toBe("node");
    const { web } = imageEnvironments(folder, ports);
    running = new ImageProcess(args, folder, { ...web, HOSTNAME: "127.0.0.1", PORT: String(ports.web) });
    const url = `http://127.0.0.1:${ports.web}`;
    await running.answers(`${url}/api/v1/health`);
    expect(await (await fetch(`${url}/api/v1/plans`)).json()).toMatchObject({
      items: [{ code: "starter" }, {}, {}],
    });
    const page = await fetch(`${url}/sign-in`);
    expect(page.headers.get("content-security-policy")).toContain("'nonce-");
    const html = await page.text();
    const files = [...html.matchAll(/(?:src|href)="(\/[^"]+\.(?:js|css|svg)[^"]*)"/g)].map(
      ([, path]) => path ?? "",
    );
    for (const kind of [".js", ".css", ".svg"]) expect(files.join(" ")).toContain(kind);
    for (const path of files.concat("/listen-worklet.js")) {
      const file = await fetch(url + path);
      expect(file.status, path).toBe(200);
      expect(await file.text(), path).not.toBe("");
    }
    // Next ends with the signal's own code, after the requests under way.
    expect([0, 143], running.said.slice(-2000)).toContain(await running.stop());
  });

  it("the web process says all that it lacks, and ends instead of starting without it", async () => {
    webImage(folder);
    const [, ...args] = commandOf("Dockerfile.web");
    const PORT = String(await findFreePort());
    running = new ImageProcess(args, folder, { NODE_ENV: "production", HOSTNAME: "127.0.0.1", PORT });
    expect(await running.ends()).toBe(1);
    for (const name of ["DATABASE_URL", "SUPABASE_PUBLISHABLE_KEY", "TALKY_SECRET"])
      expect(running.said).toContain(`${name}: is missing`);
  });
});
