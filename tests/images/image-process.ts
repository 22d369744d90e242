import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildEnvironments } from "../../sandbox/launcher/environment.mjs";
import { chooseProviders } from "../../sandbox/launcher/providers.mjs";
import { sandboxUrl } from "../stack/addresses.ts";
import { until } from "../stack/api.ts";

const root = join(import.meta.dirname, "../..");

/** What web and worker are told beside the sandbox that stands, each on a port of its own; what they keep is in `folder`. */
export function imageEnvironments(folder: string, ports: { web: number; worker: number }) {
  const dataDir = process.env["TALKY_TEST_DATA_DIR"] ?? "";
  const sandbox = Number(new URL(sandboxUrl()).port);
  return buildEnvironments({
    settings: {
      root,
      ports: { ...ports, sandbox, postgres: sandbox + 1 },
      dataDir: join(folder, "data"),
      host: "127.0.0.1",
      logLevel: undefined,
    },
    secrets: JSON.parse(readFileSync(join(dataDir, "secrets.json"), "utf8")) as Record<string, string>,
    file: {},
    providers: chooseProviders({}),
    shell: process.env,
    isDev: false,
  });
}

/** An image's command, running in the folder that stands for the image. */
export class ImageProcess {
  said = "";
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(args: string[], cwd: string, env: NodeJS.ProcessEnv) {
    this.child = spawn(process.execPath, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on("data", (chunk: Buffer) => (this.said += chunk.toString()));
    this.ended = new Promise((resolve) => this.child.once("exit", resolve));
  }

  /** Until the address answers well. Throws with what it said when it ends before. */
  async answers(url: string): Promise<void> {
    const ask = (): Promise<boolean> =>
      fetch(url).then(
        (answer) => answer.ok,
        () => {
          if (this.child.exitCode !== null) throw new Error(`it ended: ${this.said}`);
          return false;
        },
      );
    await until(ask, (isWell) => isWell, { limitMs: 90_000, what: `${url} to answer` });
  }

  /** Asks it to end, and gives its exit code. */
  async stop(): Promise<number | null> {
    this.child.kill("SIGTERM");
    return this.ended;
  }

  /** Waits until it ends by itself, and gives its exit code. */
  ends(): Promise<number | null> {
    return this.ended;
  }

  kill(): void {
    this.child.kill("SIGKILL");
  }
}
