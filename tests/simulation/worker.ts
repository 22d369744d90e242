import { AsyncLocalStorage } from "node:async_hooks";
import { beatHeart } from "#lib/data/workers";
import type { Logger } from "#lib/observability/logger";
import type { Telephony } from "#lib/providers/telephony/port";
import type { CarrierLinks } from "#lib/services/carrier/links";
import { LATE_AT_MOST_MS } from "../../voice-worker/dialer/carrier-turn.ts";
import type { DialerContext } from "../../voice-worker/dialer/dialer-context.ts";
import { InOrder } from "../../voice-worker/dialer/in-order.ts";
import { OutageWatch } from "../../voice-worker/dialer/outage-watch.ts";
import { placeCall } from "../../voice-worker/dialer/place-call.ts";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { settle } from "../../voice-worker/dialer/settle.ts";
import { completeCampaigns, sweep } from "../../voice-worker/dialer/sweep.ts";
import { takeEvents, watchCalls } from "../../voice-worker/dialer/watch-calls.ts";
import type { TrueCall } from "./carrier.ts";
import type { ClockedPool } from "./clocked-pool.ts";
import type { Strike, StrikePoint } from "./faults.ts";
import { SimulatedHost } from "./host.ts";
import type { VirtualTime } from "./virtual-time.ts";
import { watchedDb } from "./watched-pool.ts";

type Phase = "pump" | "dial" | "answer" | "refused" | "events" | "session" | "settle" | "sweep" | "other";

export interface WorkerWorld {
  time: VirtualTime;
  random: () => number;
  pool: ClockedPool;
  links: CarrierLinks;
  log: Logger;
  carrier: Telephony;
  callsPerSecond: number;
  trueCall(callId: string): TrueCall | null;
  /** Puts a wake into the queue. */
  wake(jobId: string, leaseUntil: Date): void;
  /** The strike that is due at this point, taken by asking; null: none. */
  strikeAt(point: StrikePoint): Strike | null;
  died(worker: SimulatedWorker): void;
  rewrite?: (statement: string) => string;
}

/** A dead process does nothing any more. */
export class Died extends Error {}

const BETWEEN: ReadonlySet<string> = new Set(["before begin", "after commit", "after request"]);
const BEAT_MS = 4000;
/** Twice the product's: what it makes up for then takes twice as long. */
const SWEEP_MS = 10_000;
/** As long as a look for due jobs may be under way: who asks for one meanwhile asks for the same. */
const POKED_MS = 100;

/** One voice worker: the dialer's own modules, in a process that can die or stand still between any two of its steps. */
export class SimulatedWorker {
  readonly ctx: DialerContext;
  readonly host: SimulatedHost;
  readonly address: string;
  isAlive = true;
  /** How far its clock is ahead of everybody's. */
  skewMs = 0;
  private frozenUntil = 0;
  private isPoked = false;
  private readonly phases = new AsyncLocalStorage<{ phase: Phase }>();
  private readonly world: WorkerWorld;
  private readonly outage: OutageWatch;
  private readonly lastRun = new Map<string, number>();

  constructor(world: WorkerWorld, id: string, number: number) {
    this.world = world;
    this.host = new SimulatedHost(this);
    this.address = `worker-${number}`;
    this.outage = new OutageWatch(() => world.time.now());
    this.ctx = {
      db: watchedDb(world.pool, {
        before: (statement) => this.step(`before ${kindOf(statement)}`),
        after: (statement) => this.step(`after ${kindOf(statement)}`),
        rewrite: world.rewrite,
      }),
      queue: {
        wakePump: () => Promise.resolve(),
        runImport: () => Promise.resolve(),
        analyseCall: () => Promise.resolve(),
        dial: async (jobId, leaseUntil) => {
          this.assertAlive();
          world.wake(jobId, leaseUntil);
        },
      },
      live: { publish: () => Promise.resolve() },
      telephony: this.watched(world.carrier),
      host: this.host,
      links: world.links,
      log: world.log,
      worker: { id, publicUrl: `http://${this.address}` },
      carrier: {
        isSandbox: true,
        fromNumber: "+14155550000",
        callsPerSecond: world.callsPerSecond,
        lateAtMostMs: LATE_AT_MOST_MS,
        heldUntil: null,
      },
      inOrder: new InOrder(),
      outage: this.outage,
      ownCalls: new Set(),
      askedAt: new Map(),
      refusedProvider: () => null,
      maxCalls: 1000,
      now: () => new Date(world.time.now() + this.skewMs),
      random: world.random,
      wait: (ms) => this.wait(ms),
    };
  }

  get isFrozen(): boolean {
    return this.frozenUntil > this.world.time.now();
  }

  trueCall(callId: string): TrueCall | null {
    return this.world.trueCall(callId);
  }

  beatHeart(): Promise<void> {
    return this.every("beat", BEAT_MS, "other", async () => {
      await beatHeart(this.ctx.db, { ...this.ctx.worker, activeCalls: this.host.openCallIds().length });
      this.outage.beat();
    });
  }

  /** Its loops; `isQuiet`: nothing can have become due. */
  async lookAround(isQuiet: boolean): Promise<void> {
    if (!isQuiet) await this.run("pump", () => runPump(this.ctx));
    await this.run("events", () => watchCalls(this.ctx));
    await this.every("sweep", SWEEP_MS, "sweep", () => sweep(this.ctx));
  }

  dial(jobId: string, leaseUntil: Date): Promise<void> {
    return this.run("dial", () => placeCall(this.ctx, jobId, leaseUntil, () => !this.isAlive));
  }

  /** The live message that the inbox holds something; only a hint. */
  inboxHint(callId: string): void {
    if (!this.ctx.ownCalls.has(callId)) return;
    this.after(1, "events", async () => {
      await takeEvents(this.ctx, callId);
      if (!this.ctx.ownCalls.has(callId)) this.afterSettle();
    });
  }

  sessionEnded(callId: string): void {
    this.after(1, "settle", async () => {
      if (await settle(this.ctx, callId)) this.afterSettle();
    });
  }

  after(ms: number, phase: Phase, task: () => Promise<unknown>): void {
    this.world.time.after(ms, () => this.run(phase, task));
  }

  /** It will end like this in the end: the process is gone, its sockets with it. */
  die(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.world.died(this);
  }

  private afterSettle(): void {
    if (this.isPoked) return;
    this.isPoked = true;
    this.after(POKED_MS, "pump", async () => {
      this.isPoked = false;
      await completeCampaigns(this.ctx);
      await runPump(this.ctx);
    });
  }

  /** The process's end ends the task, and nobody hears of it. */
  private async run(phase: Phase, task: () => Promise<unknown>): Promise<void> {
    try {
      await this.phases.run({ phase }, async () => {
        await this.thaw();
        this.assertAlive();
        await task();
      });
    } catch (error) {
      if (this.isAlive) throw error;
    }
  }

  private async every(name: string, ms: number, phase: Phase, task: () => Promise<unknown>): Promise<void> {
    const now = this.world.time.now();
    if (now - (this.lastRun.get(name) ?? -Infinity) < ms) return;
    this.lastRun.set(name, now);
    await this.run(phase, task);
  }

  private assertAlive(): void {
    if (!this.isAlive) throw new Died("the process has died");
  }

  private async wait(ms: number): Promise<void> {
    await this.world.time.sleep(ms);
    await this.thaw();
    this.assertAlive();
  }

  private async thaw(): Promise<void> {
    while (this.isFrozen) await this.world.time.sleep(this.frozenUntil - this.world.time.now());
  }

  private async step(what: string): Promise<void> {
    this.assertAlive();
    const phase = this.phases.getStore()?.phase;
    const strike = phase && this.world.strikeAt(`${phase}: ${what}` as StrikePoint);
    if (strike?.kind === "crash") {
      this.die();
      throw new Died(strike.point);
    }
    if (strike) this.frozenUntil = this.world.time.now() + 20_000 + 160_000 * this.world.random();
    // Never in the middle of a transaction: it would keep its locks, and no time passes while others wait for them.
    if (BETWEEN.has(what)) await this.thaw();
    this.assertAlive();
  }

  private watched(carrier: Telephony): Telephony {
    const guarded =
      <A extends unknown[], T>(ask: (...args: A) => Promise<T>) =>
      async (...args: A): Promise<T> => {
        this.assertAlive();
        try {
          return await ask(...args);
        } finally {
          await this.thaw();
          this.assertAlive();
        }
      };
    return {
      name: "vonage",
      placeCall: async (request) => {
        const store = this.phases.getStore();
        this.assertAlive();
        try {
          const placed = await carrier.placeCall(request);
          await this.thaw();
          await this.step("after request");
          if (store) store.phase = "answer";
          return placed;
        } catch (error) {
          await this.thaw();
          this.assertAlive();
          if (store) store.phase = "refused";
          throw error;
        }
      },
      hangUp: guarded((id) => carrier.hangUp(id)),
      transfer: guarded((id, to) => carrier.transfer(id, to)),
      getCall: guarded((id) => carrier.getCall(id)),
      listCalls: guarded((from, to) => carrier.listCalls(from, to)),
      verifyWebhook: (authorization, body) => carrier.verifyWebhook(authorization, body),
      parseEvent: (body) => carrier.parseEvent(body),
      reconnectAnswer: (url, authorization) => carrier.reconnectAnswer(url, authorization),
      briefingAnswer: (text, language) => carrier.briefingAnswer(text, language),
      check: () => carrier.check(),
    };
  }
}

const kindOf = (statement: string): string =>
  statement === "commit" || statement === "begin" ? statement : "statement";
