import type { LiveMessage, LiveSubscriber } from "#lib/live/port";
import type { QueueConnection } from "#lib/queue/connection";
import { createJobWorker, type JobReport, type JobWorker } from "#lib/queue/job-worker";
import { startLoop, type Loop } from "../lifecycle/loop.ts";
import type { DialerContext } from "./dialer-context.ts";
import { placeCall } from "./place-call.ts";
import { runPump } from "./pump.ts";
import { settle } from "./settle.ts";
import { completeCampaigns, sweep } from "./sweep.ts";
import { takeEvents, watchCalls } from "./watch-calls.ts";

const PUMP_EVERY_MS = 1000;
const WATCH_EVERY_MS = 2000;
const SWEEP_EVERY_MS = 5000;

export interface Dialer {
  ready(): Promise<void>;
  /** The host's event: a call may be over. */
  sessionEnded(callId: string): void;
  /** No further call is asked for; resolves when the requests under way have their answer. */
  stopDialing(): Promise<void>;
  /** Ends the rest; after the host has drained. */
  stop(): Promise<void>;
  /** Milliseconds since the slowest loop last ran well; null: one never has. */
  staleMs(): number | null;
}

export interface DialerOptions {
  connection: QueueConnection;
  live: LiveSubscriber;
  onReport: (report: JobReport) => void;
}

/** The dialer at work: the queue's jobs, the loops that make up for what gets lost, and the live messages. */
export function startDialer(ctx: DialerContext, options: DialerOptions): Dialer {
  const { log } = ctx;
  const loop = (name: string, everyMs: number, step: () => Promise<void>): Loop =>
    startLoop({ name, everyMs, step, log });
  const pump = loop("pump", PUMP_EVERY_MS, async () => {
    await runPump(ctx);
  });
  const watch = loop("watch", WATCH_EVERY_MS, () => watchCalls(ctx));
  const sweeping = loop("sweep", SWEEP_EVERY_MS, () => sweep(ctx));
  const onTrouble = (sentence: string, err: Error | null): void => {
    if (err) log.error({ err }, sentence);
    else log.warn(sentence);
  };
  const { connection, onReport } = options;
  let isStopping = false;
  const jobs: JobWorker[] = [
    createJobWorker(connection, {
      name: "pump",
      concurrency: 1,
      process: async () => pump.poke(),
      onReport,
      onTrouble,
    }),
    createJobWorker(connection, {
      name: "dial",
      // Enough to keep the carrier's rate while requests are under way.
      concurrency: Math.max(8, Math.ceil(ctx.carrier.callsPerSecond * 4)),
      process: (data) => placeCall(ctx, data.jobId, new Date(data.leaseUntil), () => isStopping),
      onReport,
      onTrouble,
    }),
  ];

  /** A slot has fallen free, or the campaign's last call is over. */
  const afterSettle = async (): Promise<void> => {
    await completeCampaigns(ctx);
    pump.poke();
  };
  const soon = (callId: string, work: () => Promise<unknown>): void => {
    work().catch((err: unknown) => log.error({ err, callId }, "a call's event could not be handled"));
  };
  const onMessage = (message: LiveMessage): void => {
    if (message.type === "call.inbox" && ctx.ownCalls.has(message.callId)) {
      const { callId } = message;
      soon(callId, async () => {
        await takeEvents(ctx, callId);
        if (!ctx.ownCalls.has(callId)) await afterSettle();
      });
    }
    if (message.type === "tenant.watched") ctx.host.watched(message.tenantId);
    if (message.type === "call.hangup" && ctx.host.has(message.callId)) {
      const { callId, by } = message;
      log.info({ callId, by }, "an operator ends a call");
      soon(callId, () => ctx.host.hangUp(callId, "operator"));
    }
  };
  let stopListening: (() => Promise<void>) | null = null;
  const listen = loop("listen", 30_000, async () => {
    // Without the feed the loops still find everything, only later.
    stopListening ??= await options.live.subscribe(onMessage);
  });

  return {
    ready: async () => {
      await Promise.all(jobs.map((job) => job.ready()));
    },
    sessionEnded(callId) {
      soon(callId, async () => {
        if (await settle(ctx, callId)) await afterSettle();
      });
    },
    stopDialing: async () => {
      isStopping = true;
      await Promise.all([pump.stop(), ...jobs.map((job) => job.close())]);
    },
    stop: async () => {
      await Promise.all([watch.stop(), sweeping.stop(), listen.stop()]);
      await stopListening?.();
    },
    staleMs() {
      const times = [pump, watch, sweeping].map((one) => one.lastGoodAtMs);
      if (times.some((time) => time === null)) return null;
      return performance.now() - Math.min(...times.map(Number));
    },
  };
}
