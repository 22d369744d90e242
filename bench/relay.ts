import { fork, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { WebSocket } from "ws";
import { FRAME_BYTES, FRAME_MS } from "#lib/audio/format";

/** The phones' beats lie apart, as real calls' do. */
const STEPS = 10;

export interface RelayReport {
  /** Each frame there and back. */
  roundTripsMs: number[];
  /** Of one core, by the relay alone. */
  cpuPercent: number;
}

/** 20 ms audio frames through a bare relay in a process of its own, on `calls` sockets at once: the limit. */
export async function relay(calls: number, seconds: number): Promise<RelayReport> {
  const child = fork(join(import.meta.dirname, "relay-server.ts"), []);
  const { port } = await answer<{ port: number }>(child);
  const roundTripsMs: number[] = [];
  const sockets = await Promise.all(Array.from({ length: calls }, () => open(port, roundTripsMs)));
  const cpuFrom = await cpuMicros(child);
  const began = performance.now();
  const steps = Math.round((seconds * 1000) / FRAME_MS) * STEPS;
  for (let i = 0; i < steps; i++) {
    const waitMs = began + (i * FRAME_MS) / STEPS - performance.now();
    if (waitMs > 0) await delay(waitMs);
    for (let at = i % STEPS; at < sockets.length; at += STEPS) {
      const frame = Buffer.alloc(FRAME_BYTES);
      frame.writeDoubleLE(performance.now(), 0);
      sockets[at]?.send(frame);
    }
  }
  const spentMicros = (await cpuMicros(child)) - cpuFrom;
  const cpuPercent = spentMicros / 10 / (performance.now() - began);
  await delay(200);
  for (const socket of sockets) socket.terminate();
  child.disconnect();
  return { roundTripsMs, cpuPercent };
}

function open(port: number, roundTripsMs: number[]): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
    socket.once("open", () => resolve(socket));
    socket.once("error", reject);
    socket.on("message", (frame: Buffer) => roundTripsMs.push(performance.now() - frame.readDoubleLE(0)));
  });
}

async function cpuMicros(child: ChildProcess): Promise<number> {
  child.send("cpu");
  const { cpu } = await answer<{ cpu: NodeJS.CpuUsage }>(child);
  return cpu.user + cpu.system;
}

const answer = <T>(child: ChildProcess): Promise<T> =>
  new Promise((resolve) => child.once("message", (message) => resolve(message as T)));

export function percentile(values: number[], p: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((p / 100) * sorted.length))] ?? Number.NaN;
}
