/** The outside world of the benchmark in a process of its own: canned recogniser, model and voice, and the phones. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { WebSocketServer } from "ws";
import { FRAME_MS } from "#lib/audio/format";
import { callIdOf, type BenchCall } from "./call-name.ts";
import { FluxDouble } from "./flux-double.ts";
import { Ledger } from "./ledger.ts";
import { answerChat, MODEL } from "./model-double.ts";
import { Phone } from "./phone.ts";
import { serveVoice } from "./voice-double.ts";

export type ToWorld =
  | ({ type: "dial"; afterMs: number; socketUrl: string } & BenchCall)
  | { type: "measure" }
  | { type: "hang_up"; call: number }
  | { type: "report" };
export interface WorldReport {
  addedMs: number[];
  responseMs: number[];
  firstWordMs: number[];
  clearMs: number[];
  interruptions: number;
  unanswered: number;
  lagP99Ms: number;
  cpuPercent: number;
}
export type FromWorld =
  | { type: "ready"; port: number }
  | ({ type: "closed" } & BenchCall)
  | ({ type: "report" } & WorldReport);

/** The phones' beats lie apart, as real calls' do: 20 ms in so many steps. */
const STEPS = 10;
const STEP_MS = FRAME_MS / STEPS;

const ledger = new Ledger();
const phones = new Map<number, Phone>();
const lag = monitorEventLoopDelay({ resolution: 1 });
let cpuFrom = process.cpuUsage();
let measuredFrom = performance.now();

const http = createServer((request, response) => {
  if (request.method === "POST") return void answerChat(request, response, ledger);
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ object: "list", data: [{ id: MODEL, object: "model" }] }));
});
const sockets = new WebSocketServer({ server: http, perMessageDeflate: false });
sockets.on("connection", (socket, request) => {
  const url = new URL(request.url ?? "/", "http://bench");
  if (url.pathname.startsWith("/tts/")) serveVoice(socket, ledger);
  else FluxDouble.serve(socket, ledger, url.searchParams.has("eager_eot_threshold"));
});
http.listen(0, "127.0.0.1", () => tell({ type: "ready", port: (http.address() as AddressInfo).port }));

function tell(message: FromWorld): void {
  process.send?.(message);
}

process.on("message", (message: ToWorld) => {
  if (message.type === "dial") dial(message);
  else if (message.type === "hang_up") phones.get(message.call)?.close();
  else if (message.type === "measure") measure();
  else report();
});
process.on("disconnect", () => process.exit(0));
beat(0, performance.now());

function dial({ call, round, afterMs, socketUrl }: Extract<ToWorld, { type: "dial" }>): void {
  const onClosed = (): void => {
    phones.delete(call);
    tell({ type: "closed", call, round });
  };
  setTimeout(() => {
    phones.set(call, new Phone(call, `${socketUrl}/${callIdOf({ call, round })}`, ledger, onClosed));
  }, afterMs);
}

function beat(step: number, dueAt: number): void {
  for (; dueAt <= performance.now(); dueAt += STEP_MS, step += 1)
    for (const phone of phones.values()) if (phone.call % STEPS === step % STEPS) phone.tick();
  setTimeout(() => beat(step, dueAt), Math.max(0, dueAt - performance.now()));
}

function measure(): void {
  ledger.isMeasuring = true;
  lag.enable();
  cpuFrom = process.cpuUsage();
  measuredFrom = performance.now();
}

function report(): void {
  ledger.isMeasuring = false;
  lag.disable();
  const { user, system } = process.cpuUsage(cpuFrom);
  const { addedMs, responseMs, firstWordMs, clearMs, interruptions, unanswered } = ledger;
  const cpuPercent = (user + system) / 10 / (performance.now() - measuredFrom);
  const lagP99Ms = lag.percentile(99) / 1e6;
  tell({
    type: "report",
    addedMs,
    responseMs,
    firstWordMs,
    clearMs,
    interruptions,
    unanswered,
    lagP99Ms,
    cpuPercent,
  });
}
