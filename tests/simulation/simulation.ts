import { randomUUID } from "node:crypto";
import { HIGHEST_PRIORITY } from "#lib/domain/dialing/priority";
import { createLogger } from "#lib/observability/logger";
import { ProviderError } from "#lib/providers/errors";
import { receiveCarrierEvent } from "#lib/services/carrier/receive-event";
import { createCarrierLinks } from "#lib/services/carrier/links";
import { pauseCampaign } from "#lib/services/campaigns/pause-campaign";
import { resumeCampaign } from "#lib/services/campaigns/resume-campaign";
import { startCampaign } from "#lib/services/campaigns/start-campaign";
import type { ServiceContext, UserContext } from "#lib/services/context";
import { addDnc } from "#lib/services/dnc/add-dnc";
import { mulberry32 } from "../../sandbox/world.ts";
import { SimulatedCarrier, type TrueCall } from "./carrier.ts";
import { ROUGH, type Odds, type Strike, type StrikePoint } from "./faults.ts";
import { drawPerson } from "./people.ts";
import type { CampaignPlan } from "./scenario.ts";
import { Tally } from "./tally.ts";
import { createVirtualDatabase, type VirtualDatabase } from "./virtual-database.ts";
import { VirtualTime } from "./virtual-time.ts";
import { Died, SimulatedWorker, type WorkerWorld } from "./worker.ts";

export interface SimulationOptions {
  seed: number;
  start: Date;
  /** Until then the world misbehaves; it goes on, well-behaved, until `end`. */
  calmAt: Date;
  end: Date;
  plans: CampaignPlan[];
  workers: number;
  callsPerSecond: number;
  /** The carrier takes so many, whatever the workers keep to. */
  carrierCallsPerSecond: number;
  strikes: readonly Strike[];
  strikeEveryMs: number;
  /** Of a worker's clock against the database's; it jumps every now and then. */
  mostSkewMs: number;
  odds?: Partial<Odds>;
  /** How many of the people are put on the do-not-call list meanwhile (0.04 of 1). */
  optOuts?: number;
  /** Calls at once, of a tenant and of all of them. */
  mostCalls?: { tenant: number; platform: number };
  /** The Postgres to make a database on; default: the test stack's. */
  server?: string;
  /** Its database leaves out or puts off whatever can be, for very many calls. */
  isLean?: boolean;
  /** Plants a fault into what the workers ask of the database. */
  rewrite?: (statement: string) => string;
}

export interface RunningCampaign {
  id: string;
  tenantId: string;
  plan: CampaignPlan;
}

const nothing = (): Promise<void> => Promise.resolve();
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** One of the workers looks around so often while something is due, and while something is under way. */
const LOOK_MS = 4000;
const IDLE_LOOK_MS = 8000;
/** How many more strikes one point may have had than another, unless that one does not come for so many strikes' time. */
const MOST_AHEAD = 10;
const MOST_PATIENCE = 12;
const QUIET: Odds = Object.fromEntries(Object.keys(ROUGH).map((name) => [name, 0])) as unknown as Odds;

/** Campaigns in virtual time: production's dialer, SQL and verbs, around a carrier that is not to be relied on. */
export class Simulation {
  readonly time: VirtualTime;
  readonly carrier: SimulatedCarrier;
  readonly campaigns: RunningCampaign[] = [];
  readonly struck: Strike[] = [];
  readonly errors: { sentence: string; error: unknown }[] = [];
  readonly database: VirtualDatabase;
  readonly options: SimulationOptions;
  /** What went wrong in the world, and how often. */
  readonly mishaps = new Tally();
  private readonly random: () => number;
  private readonly odds: Odds;
  private readonly links = createCarrierLinks({ secret: "x".repeat(32), publicUrl: "http://127.0.0.1:1" });
  private readonly log;
  private readonly workers: SimulatedWorker[] = [];
  private readonly users: string[] = [];
  private readonly tenants: string[] = [];
  private readonly strikesLeft: Map<StrikePoint, Strike[]>;
  private readonly struckAt = new Map<StrikePoint, number>();
  private workersMade = 0;
  private nextStrikeAt: number;
  private beat = 0;
  private analysedCalls = 0;

  private constructor(options: SimulationOptions, time: VirtualTime, database: VirtualDatabase) {
    this.options = options;
    this.odds = { ...ROUGH, ...options.odds };
    this.database = database;
    this.time = time;
    this.random = mulberry32(options.seed);
    this.strikesLeft = Map.groupBy(options.strikes, (strike) => strike.point);
    this.nextStrikeAt = options.start.getTime();
    this.log = Object.assign(createLogger({ service: "simulation", level: "silent" }), {
      error: (fields: { err?: unknown }, sentence: string) => this.note(sentence, fields.err),
    });
    this.carrier = new SimulatedCarrier({
      time: this.time,
      random: this.random,
      odds: this.odds,
      callsPerSecond: options.carrierCallsPerSecond,
      meet: () => drawPerson(this.random),
      tell: (eventUrl, body) => this.webhook(eventUrl, body),
      connect: (call) => this.connect(call),
      mishaps: this.mishaps,
    });
  }

  static async create(options: SimulationOptions): Promise<Simulation> {
    const { server, start, isLean = false } = options;
    const time = new VirtualTime(start);
    return new Simulation(
      options,
      time,
      await createVirtualDatabase(server, start, () => time.now(), isLean),
    );
  }

  async run(): Promise<void> {
    await this.makeTenants();
    for (const plan of this.options.plans) await this.makeCampaign(plan);
    for (let i = 0; i < this.options.workers; i += 1) this.startWorker();
    this.planPeople();
    this.time.after(this.options.calmAt.getTime() - this.time.now(), async () => {
      Object.assign(this.odds, QUIET);
      this.strikesLeft.clear();
    });
    await this.time.run(this.options.end);
    for (const failure of this.time.failures) this.errors.push({ sentence: "a task failed", error: failure });
  }

  userContext(tenantId: string): UserContext {
    const userId = this.users[this.tenants.indexOf(tenantId)] ?? "";
    return { ...this.webContext(), actor: { kind: "user", userId, tenantId, role: "owner" } };
  }

  trueCall(callId: string): TrueCall | null {
    return this.carrier.byCallId.get(callId) ?? null;
  }

  /** What a provider did, or the end of a process, is no fault of the dialer. */
  private note(sentence: string, error: unknown): void {
    if (error === undefined || error instanceof Died || error instanceof ProviderError) return;
    this.errors.push({ sentence, error });
  }

  private async makeTenants(): Promise<void> {
    const count = Math.max(...this.options.plans.map((plan) => plan.tenant)) + 1;
    const { owner } = this.database;
    const { tenant, platform } = this.options.mostCalls ?? { tenant: 1000, platform: 200 };
    await owner.query("update talky.plans set minutes = 1000000, max_concurrent_calls = $1", [tenant]);
    await owner.query("update talky.platform_settings set max_concurrent_calls = $1", [platform]);
    for (let i = 0; i < count; i += 1) {
      const made = await owner.query<{ id: string; tenant_id: string }>(
        `with made as (insert into auth.users (email, raw_user_meta_data) values ($1, '{"business_name":"B"}') returning id)
         select made.id from made`,
        [`owner-${i}@example.com`],
      );
      const userId = made.rows[0]?.id ?? "";
      const profile = await owner.query<{ tenant_id: string }>(
        "select tenant_id from talky.user_profiles where id = $1",
        [userId],
      );
      this.users.push(userId);
      this.tenants.push(profile.rows[0]?.tenant_id ?? "");
    }
    // The first has numbers of its own, the others call from the platform's.
    await owner.query(
      `insert into talky.phone_numbers (tenant_id, phone_number, daily_cap)
       select $1, unnest(array['+12125550190', '+12135550190', '+441632960190']), 10000`,
      [this.tenants[0]],
    );
  }

  private async makeCampaign(plan: CampaignPlan): Promise<void> {
    const { owner } = this.database;
    const tenantId = this.tenants[plan.tenant] ?? "";
    const made = await owner.query<{ id: string }>(
      `insert into talky.campaigns (tenant_id, name, goal, purpose, max_concurrent_calls, max_attempts, calling_config, budget_micros)
       values ($1, $2, 'Say hello', $3, $4, $5, $6, 1000000000) returning id`,
      [tenantId, plan.name, plan.purpose, plan.concurrency, plan.maxAttempts, JSON.stringify(plan.calling)],
    );
    const id = made.rows[0]?.id ?? "";
    const numbers = plan.leads.map((lead) => lead.phoneNumber);
    await owner.query(
      `insert into talky.leads (tenant_id, campaign_id, phone_number, timezone)
       select $1, $2, n.number, n.zone from unnest($3::text[], $4::text[]) as n (number, zone)`,
      [tenantId, id, numbers, plan.leads.map((lead) => lead.timezone)],
    );
    if (plan.purpose === "marketing")
      await owner.query(
        `insert into talky.consents (tenant_id, phone_number, purpose, source)
         select $1, unnest($2::text[]), 'marketing', 'import'`,
        [tenantId, numbers],
      );
    this.campaigns.push({ id, tenantId, plan });
    this.time.after(plan.startsAt.getTime() - this.time.now(), async () => {
      await startCampaign(this.userContext(tenantId), id);
      await this.analyse();
      this.planBeat(1, false);
    });
  }

  /** What people do meanwhile: they pause and go on, put numbers on the list, and mend what paused by itself. */
  private planPeople(): void {
    const spanMs = this.options.calmAt.getTime() - this.options.start.getTime();
    for (const { id, tenantId, plan } of this.campaigns) {
      const ctx = this.userContext(tenantId);
      const begins = plan.startsAt.getTime() - this.time.now();
      this.time.after(begins + 12 * HOUR_MS * this.random(), () => this.tryTo(() => pauseCampaign(ctx, id)));
      for (const lead of plan.leads) {
        if (this.random() > (this.options.optOuts ?? 0.04)) continue;
        this.time.after(begins + spanMs * 0.3 * this.random(), async () => {
          await addDnc(ctx, { phone_number: lead.phoneNumber, campaign_id: null, reason: "" });
        });
      }
    }
    const mend = async (): Promise<void> => {
      const paused = await this.database.owner.query<{ id: string; tenant_id: string }>(
        "select id, tenant_id from talky.campaigns where status = 'paused'",
      );
      for (const row of paused.rows) await resumeCampaign(this.userContext(row.tenant_id), row.id);
      if (paused.rows.length > 0) this.planBeat(1, false);
      this.time.after(HOUR_MS, mend);
    };
    this.time.after(HOUR_MS, mend);
  }

  /** Who comes too late is told so, and that is that. */
  private async tryTo(verb: () => Promise<unknown>): Promise<void> {
    await verb().catch((error: unknown) => {
      if ((error as { code?: string }).code !== "conflict") throw error;
    });
  }

  private startWorker(): void {
    this.workersMade += 1;
    const worker = new SimulatedWorker(this.workerWorld(), randomUUID(), this.workersMade);
    this.workers.push(worker);
    const jump = async (): Promise<void> => {
      this.mishaps.add("clock jumps of a worker");
      worker.skewMs = Math.round((2 * this.random() - 1) * this.options.mostSkewMs);
      if (worker.isAlive) this.time.after(HOUR_MS * this.random(), jump);
    };
    this.time.after(0, jump);
    this.planBeat(10, false);
  }

  /** The workers' loops run again in `ms`; whatever was planned for them is void. */
  private planBeat(ms: number, isQuiet: boolean): void {
    const mine = (this.beat += 1);
    this.time.after(ms, async () => {
      if (this.beat !== mine) return;
      // Nobody waits for one that stands still.
      const awake = this.workers.filter((one) => one.isAlive && !one.isFrozen);
      for (const worker of awake) await worker.beatHeart();
      // In turns: what one of them finds, the others need not look for at the same moment.
      await awake[mine % awake.length]?.lookAround(isQuiet);
      if (this.carrier.calls.length > 1.5 * this.analysedCalls + 20) await this.analyse();
      // While nothing is under way and nothing due, the loops would only find that out, second by second.
      const { isActive, dueInMs } = await this.horizon();
      const nextMs =
        dueInMs <= 0 ? LOOK_MS : Math.min(isActive ? IDLE_LOOK_MS : DAY_MS, Math.max(LOOK_MS, dueInMs));
      this.planBeat(nextMs, dueInMs > nextMs);
    });
  }

  /** Postgres does so by itself after a while, but by its own clock, for which all of this is but a moment. */
  private async analyse(): Promise<void> {
    this.analysedCalls = this.carrier.calls.length;
    await this.database.owner.query("analyze");
  }

  /** Whether anything is under way, and when the next job comes due. */
  private async horizon(): Promise<{ isActive: boolean; dueInMs: number }> {
    const { rows } = await this.database.owner.query<{
      is_active: boolean;
      is_to_claim: boolean;
      due: Date | null;
    }>(`
      select exists (select from talky.dialer_jobs where status = 'claimed' and lease_until <= now()) as is_to_claim,
        exists (select from talky.dialer_jobs where status in ('claimed', 'dialing', 'in_call', 'unknown'))
          or exists (select from talky.calls where settled_at is null)
          or exists (select from talky.carrier_inbox where applied_at is null) as is_active,
        (select min(d.due) from talky.campaigns c cross join generate_series(1, ${HIGHEST_PRIORITY}) p
          cross join lateral (select j.next_attempt_at as due from talky.dialer_jobs j
            where j.campaign_id = c.id and j.priority = p and j.status in ('pending', 'retry_scheduled')
            order by j.next_attempt_at limit 1) d
          where c.status = 'running') as due`);
    const [row] = rows;
    const due = row?.is_to_claim ? this.time.now() : (row?.due?.getTime() ?? Infinity);
    return {
      isActive: (row?.is_active ?? true) || this.carrier.liveCalls > 0,
      dueInMs: due - this.time.now(),
    };
  }

  private workerWorld(): WorkerWorld {
    return {
      time: this.time,
      random: this.random,
      pool: this.database.workers,
      links: this.links,
      log: this.log,
      carrier: this.carrier,
      callsPerSecond: this.options.callsPerSecond,
      trueCall: (callId) => this.trueCall(callId),
      wake: (jobId, leaseUntil) => this.wake(jobId, leaseUntil),
      strikeAt: (point) => this.strikeAt(point),
      died: (worker) => this.died(worker),
      rewrite: this.options.rewrite,
    };
  }

  /** At least once, as a queue does it, and sometimes never: the sweep asks again. */
  private wake(jobId: string, leaseUntil: Date): void {
    const times = this.random() < this.odds.wakeLost ? 0 : this.random() < this.odds.wakeDoubled ? 2 : 1;
    if (times !== 1) this.mishaps.add(times === 0 ? "wakes lost" : "wakes doubled");
    for (let i = 0; i < times; i += 1) {
      const again = i === 0 ? 0 : 60_000 * this.random();
      this.time.after(5 + 50 * this.random() + again, async () => {
        const alive = this.workers.filter((worker) => worker.isAlive);
        const worker = alive[Math.floor(this.random() * alive.length)];
        if (worker) await worker.dial(jobId, leaseUntil);
      });
    }
  }

  private strikeAt(point: StrikePoint): Strike | null {
    if (this.time.now() < this.nextStrikeAt) return null;
    // Else nearly all of them would be at the points that come most often.
    const struck = this.struckAt.get(point) ?? 0;
    const fewest = Math.min(...[...this.strikesLeft.keys()].map((one) => this.struckAt.get(one) ?? 0));
    const left = this.strikesLeft.get(point);
    const isOverdue = this.time.now() > this.nextStrikeAt + MOST_PATIENCE * this.options.strikeEveryMs;
    if (!left || (struck > fewest + MOST_AHEAD && !isOverdue)) return null;
    const [strike, ...others] = left;
    if (!strike) return null;
    this.struckAt.set(point, struck + 1);
    if (others.length === 0) this.strikesLeft.delete(point);
    else this.strikesLeft.set(point, others);
    this.mishaps.add(`${strike.kind} at ${strike.point}`);
    this.struck.push(strike);
    this.nextStrikeAt = this.time.now() + this.options.strikeEveryMs * (0.5 + this.random());
    return strike;
  }

  private died(worker: SimulatedWorker): void {
    this.workers.splice(this.workers.indexOf(worker), 1);
    for (const call of this.carrier.calls.slice(-2000))
      if (call.workerUrl === worker.address && call.endedAt === null && call.answeredAt)
        this.carrier.lineLost(call);
    this.time.after(1000 + 40_000 * this.random(), async () => this.startWorker());
  }

  private async webhook(eventUrl: string, rawBody: Buffer): Promise<void> {
    const url = new URL(eventUrl);
    const callId = url.pathname.split("/").at(-1) ?? "";
    const ctx = this.webContext();
    ctx.live = {
      publish: async () => {
        for (const worker of this.workers)
          if (this.random() >= this.odds.messageLost) worker.inboxHint(callId);
          else this.mishaps.add("live messages lost");
      },
    };
    const signature = url.searchParams.get("s");
    await receiveCarrierEvent(ctx, { callId, signature, authorization: "x", rawBody });
  }

  private connect(call: TrueCall): boolean {
    const worker = this.workers.find((one) => one.address === call.workerUrl);
    return worker !== undefined && !worker.isFrozen && worker.host.connect(call);
  }

  private webContext(): ServiceContext {
    return {
      actor: { kind: "system", job: "webhook" },
      db: this.database.web,
      queue: { wakePump: nothing, runImport: nothing, analyseCall: nothing, dial: nothing },
      live: { publish: nothing },
      files: {
        putFile: nothing,
        read: () => Promise.reject(new Error("no files here")),
        remove: nothing,
      },
      telephony: this.carrier,
      links: this.links,
      log: this.log,
      now: () => new Date(this.time.now()),
    };
  }
}
