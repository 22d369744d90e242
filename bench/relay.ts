import { fork } from "node:child_process";
import { join } from "node:path";
import { WebSocket } from "ws";

const FRAME_BYTES = 640;
const FRAME_MS = 20;

/** Round trips (ms) of 20 ms audio frames through a bare relay in a process of its own, on `calls` sockets at once. */
export async function relayRoundTripsMs(calls: number, seconds: number): Promise<number[]> {
  const child = fork(join(import.meta.dirname, "relay-server.ts"), {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const port = await new Promise<number>((resolve) =>
    child.stdout?.once("data", (line: Buffer) => resolve(Number(line.toString()))),
  );
  const roundTripsMs: number[] = [];
  const sockets = await Promise.all(
    Array.from(
      { length: calls },
      () =>
        new Promise<WebSocket>((resolve, reject) => {
          const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
          socket.once("open", () => resolve(socket));
          socket.once("error", reject);
          socket.on("message", (frame: Buffer) =>
            roundTripsMs.push(performance.now() - frame.readDoubleLE(0)),
          );
        }),
    ),
  );
  const began = performance.now();
  const frames = Math.round((seconds * 1000) / FRAME_MS);
  for (let i = 0; i < frames; i++) {
    const waitMs = began + i * FRAME_MS - performance.now();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    for (const socket of sockets) {
      const frame = Buffer.alloc(FRAME_BYTES);
      frame.writeDoubleLE(performance.now(), 0);
      socket.send(frame);
    }
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  for (const socket of sockets) socket.terminate();
  child.kill();
  return roundTripsMs;
}

export function percentile(values: number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? Number.NaN;
}
