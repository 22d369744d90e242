import { fork, spawnSync, type ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { FromWorker, ToWorker } from "./worker.ts";
import type { FromWorld, ToWorld } from "./world.ts";

/** A process of the benchmark, on a core of its own where the system can do that. */
export class Player<To extends object, From extends { type: string }> {
  private readonly child: ChildProcess;
  readonly onMessage = new Set<(message: From) => void>();

  constructor(file: string, args: string[], core: number) {
    this.child = fork(join(import.meta.dirname, file), args, { execArgv: ["--expose-gc"] });
    if (this.child.pid !== undefined && availableParallelism() > 1)
      spawnSync("taskset", ["-a", "-c", "-p", String(core), String(this.child.pid)]);
    this.child.on("message", (message) => {
      for (const listener of this.onMessage) listener(message as From);
    });
    this.child.once("exit", (code) => {
      if (code !== 0 && code !== null) throw new Error(`${file} ended with code ${code}`);
    });
  }

  tell(message: To): void {
    this.child.send(message);
  }

  next<T extends From["type"]>(type: T): Promise<Extract<From, { type: T }>> {
    return new Promise((resolve) => {
      const listener = (message: From): void => {
        if (message.type !== type) return;
        this.onMessage.delete(listener);
        resolve(message as Extract<From, { type: T }>);
      };
      this.onMessage.add(listener);
    });
  }

  end(): void {
    if (this.child.connected) this.child.disconnect();
  }
}

/** The calls begin one after the other, about as long as a question and its answer take: nobody's turns keep step. */
export const DIAL_WITHIN_MS = 8000;
/** The greeting is spoken ahead while the phone rings. */
const RINGING_MS = 1500;

export interface Stage {
  world: Player<ToWorld, FromWorld>;
  worker: Player<ToWorker, FromWorker>;
  end(): void;
}

/** `calls` conversations that go on until `end`. */
export async function raise(calls: number, options: { isEager: boolean }): Promise<Stage> {
  const world = new Player<ToWorld, FromWorld>("world.ts", [], 0);
  const { port } = await world.next("ready");
  const worker = new Player<ToWorker, FromWorker>(
    "worker.ts",
    [`http://127.0.0.1:${port}`, options.isEager ? "on" : "off"],
    1,
  );
  const { port: workerPort } = await worker.next("ready");
  // A call that has come to its end (the most answers, say) is followed by the next on the same line.
  world.onMessage.add((message) => {
    if (message.type !== "closed") return;
    const { call, round } = message;
    worker.tell({ type: "closed", call, round });
    worker.tell({ type: "expect", call, round: round + 1 });
  });
  const socketUrl = `ws://127.0.0.1:${workerPort}/ws/voice`;
  worker.onMessage.add((message) => {
    if (message.type === "hang_up") world.tell({ type: "hang_up", call: message.call });
    if (message.type !== "expecting") return;
    const { call, round } = message;
    const apartMs = round === 0 ? (call / calls) * DIAL_WITHIN_MS : 0;
    world.tell({ type: "dial", call, round, afterMs: RINGING_MS + apartMs, socketUrl });
  });
  for (let call = 0; call < calls; call++) worker.tell({ type: "expect", call, round: 0 });
  world.tell({ type: "measure" });
  return {
    world,
    worker,
    end() {
      world.end();
      worker.end();
    },
  };
}
