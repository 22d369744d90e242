import { randomUUID } from "node:crypto";
import type { ConversationUsage } from "#lib/domain/cost/usage";
import { createLogger } from "#lib/observability/logger";
import { FakeTelephony } from "#lib/providers/telephony/fake-telephony";
import { createCarrierLinks } from "#lib/services/carrier/links";
import type { ServiceContext, UserContext } from "#lib/services/context";
import type { Db } from "#lib/data/db";
import type { CallHost, CarrierUpdate, ExpectedCall } from "../../voice-worker/call/port.ts";
import type { DialerContext } from "../../voice-worker/dialer/dialer-context.ts";
import { InOrder } from "../../voice-worker/dialer/in-order.ts";
import { createOwnDatabase, type OwnDatabase } from "./own-database.ts";

/** A host that converses with nobody and remembers what it was told. */
export class FakeHost implements CallHost {
  readonly expected: ExpectedCall[] = [];
  readonly updates: CarrierUpdate[] = [];
  readonly open = new Set<string>();
  expect(call: ExpectedCall): void {
    this.expected.push(call);
    this.open.add(call.callId);
  }
  placed(): void {}
  watched(): void {}
  carrierSaid(_callId: string, update: CarrierUpdate): void {
    this.updates.push(update);
  }
  forget(callId: string): void {
    this.open.delete(callId);
  }
  readonly hangUps: string[] = [];
  hangUp(callId: string): Promise<void> {
    this.hangUps.push(callId);
    return Promise.resolve();
  }
  /** What it says that a call took which nobody answered. */
  readonly used = new Map<string, ConversationUsage>();
  usageOf(callId: string): ConversationUsage | null {
    return this.used.get(callId) ?? null;
  }
  has(callId: string): boolean {
    return this.open.has(callId);
  }
  openCallIds(): string[] {
    return [...this.open];
  }
  drain(): Promise<void> {
    return Promise.resolve();
  }
}

export interface RigWorker {
  ctx: DialerContext;
  host: FakeHost;
  /** Claims that were woken, in order. */
  wakes: { jobId: string; leaseUntil: Date }[];
}

export interface JobRow {
  id: string;
  status: string;
  reason: string | null;
  attempts: number;
  attempts_on_person: number;
  failures: number;
  next_attempt_at: Date | null;
  phone_number: string;
}

export class DialingRig {
  readonly telephony: FakeTelephony;
  readonly links = createCarrierLinks({ secret: "x".repeat(32), publicUrl: "http://127.0.0.1:1" });
  readonly log = createLogger({ service: "test", level: "silent" });
  readonly database: OwnDatabase;
  /** Moves only when a test moves it; close to now, since leases and heartbeats are compared with the database's clock. */
  offsetMs = 0;

  constructor(database: OwnDatabase) {
    this.database = database;
    this.telephony = new FakeTelephony(() => this.now());
  }
  static async create(): Promise<DialingRig> {
    return new DialingRig(await createOwnDatabase());
  }
  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  /** A worker that lives, unless told otherwise. */
  async worker(options: { db?: Db; alive?: boolean; wait?: () => Promise<void> } = {}): Promise<RigWorker> {
    const host = new FakeHost();
    const wakes: RigWorker["wakes"] = [];
    const id = randomUUID();
    const ctx: DialerContext = {
      db: options.db ?? this.database.worker,
      queue: {
        wakePump: () => Promise.resolve(),
        runImport: () => Promise.resolve(),
        analyseCall: () => Promise.resolve(),
        dial: (jobId, leaseUntil) => {
          wakes.push({ jobId, leaseUntil });
          return Promise.resolve();
        },
      },
      live: { publish: () => Promise.resolve() },
      telephony: this.telephony,
      host,
      links: this.links,
      log: this.log,
      worker: { id, publicUrl: "http://127.0.0.1:2" },
      carrier: {
        isSandbox: true,
        fromNumber: "+14155550000",
        // A rate that no test waits for, and nothing is too late because the machine is busy.
        callsPerSecond: 100_000,
        lateAtMostMs: 600_000,
        heldUntil: null,
      },
      inOrder: new InOrder(),
      outage: { isRecovering: false },
      ownCalls: new Set(),
      askedAt: new Map(),
      refusedProvider: () => null,
      maxCalls: 1000,
      now: () => this.now(),
      random: () => 0,
      wait: options.wait ?? (() => new Promise((resolve) => setTimeout(resolve, 1))),
    };
    await this.sql(
      `insert into talky.workers (id, public_url, heartbeat_at) values ($1, 'http://w', now() + $2::interval)`,
      [id, options.alive === false ? "-1 hour" : "1 hour"],
    );
    return { ctx, host, wakes };
  }

  async sql<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.database.owner.query<T>(text, values)).rows;
  }

  async tenant(): Promise<{ tenantId: string; userId: string }> {
    const [user] = await this.sql<{ id: string }>(
      `insert into auth.users (email, raw_user_meta_data) values ($1, '{"business_name":"B"}') returning id`,
      [`${randomUUID()}@example.com`],
    );
    const userId = user?.id ?? "";
    const [profile] = await this.sql<{ tenant_id: string }>(
      "select tenant_id from talky.user_profiles where id = $1",
      [userId],
    );
    return { tenantId: profile?.tenant_id ?? "", userId };
  }

  /** A campaign whose window is always open, with leads to these numbers; `running` unless told otherwise. */
  async campaign(
    tenantId: string,
    numbers: string[],
    options: { concurrency?: number; maxAttempts?: number; status?: string; calling?: object } = {},
  ): Promise<string> {
    const status = options.status ?? "running";
    const calling = {
      time_window_start: "00:00",
      time_window_end: "24:00",
      allowed_days: [0, 1, 2, 3, 4, 5, 6],
    };
    const [campaign] = await this.sql<{ id: string }>(
      `insert into talky.campaigns (tenant_id, name, goal, max_concurrent_calls, max_attempts, calling_config, status, started_at)
       values ($1, 'C', 'Say hello', $2, $3, $4, $5, case when $5 = 'draft' then null else now() end) returning id`,
      [
        tenantId,
        options.concurrency ?? 5,
        options.maxAttempts ?? 1,
        JSON.stringify({ ...calling, ...options.calling }),
        status,
      ],
    );
    const id = campaign?.id ?? "";
    await this.sql(
      "insert into talky.leads (tenant_id, campaign_id, phone_number) select $1, $2, unnest($3::text[])",
      [tenantId, id, numbers],
    );
    if (status !== "draft") {
      await this.sql(
        `insert into talky.dialer_jobs (tenant_id, campaign_id, lead_id, phone_number, next_attempt_at)
         select tenant_id, campaign_id, id, phone_number, now() - interval '1 minute' from talky.leads where campaign_id = $1`,
        [id],
      );
    }
    return id;
  }

  jobs(campaignId: string): Promise<JobRow[]> {
    return this.sql<JobRow>("select * from talky.dialer_jobs where campaign_id = $1 order by phone_number", [
      campaignId,
    ]);
  }
  async job(campaignId: string): Promise<JobRow> {
    const [job] = await this.jobs(campaignId);
    if (!job) throw new Error("the campaign has no job");
    return job;
  }
  /** What the carrier calls it: its events must speak of this phone. */
  async carrierIdOf(callId: string): Promise<string> {
    const [call] = await this.sql<{ carrier_call_id: string | null }>(
      "select carrier_call_id from talky.calls where id = $1",
      [callId],
    );
    return call?.carrier_call_id ?? "";
  }
  calls(campaignId: string): Promise<Record<string, unknown>[]> {
    return this.sql("select * from talky.calls where campaign_id = $1 order by requested_at, id", [
      campaignId,
    ]);
  }
  async status(campaignId: string): Promise<{ status: string; pause_reason: string | null } | undefined> {
    const rows = await this.sql<{ status: string; pause_reason: string | null }>(
      "select status, pause_reason from talky.campaigns where id = $1",
      [campaignId],
    );
    return rows[0];
  }

  /** The carrier's webhook, as the web process takes it. */
  systemContext(): ServiceContext {
    return {
      actor: { kind: "system", job: "webhook" },
      db: this.database.web,
      queue: {
        wakePump: () => Promise.resolve(),
        runImport: () => Promise.resolve(),
        analyseCall: () => Promise.resolve(),
        dial: () => Promise.resolve(),
      },
      live: { publish: () => Promise.resolve() },
      files: {
        putFile: () => Promise.resolve(),
        read: () => Promise.reject(new Error("no files here")),
        remove: () => Promise.resolve(),
      },
      telephony: this.telephony,
      links: this.links,
      log: this.log,
      now: () => this.now(),
    };
  }
  userContext(who: { tenantId: string; userId: string }): UserContext {
    return { ...this.systemContext(), actor: { kind: "user", ...who, role: "owner" } };
  }
}

/** `n` fictional numbers that nobody else in the test has. */
export function numbers(n: number, areaCode = 415): string[] {
  return Array.from(
    { length: n },
    (_, i) => `+1${areaCode + Math.floor(i / 100)}55501${String(i % 100).padStart(2, "0")}`,
  );
}

let second = 0;
/** A Vonage event as it comes over the wire, each a little later than the one before. */
export function vonageEvent(uuid: string, status: string, more: object = {}): Buffer {
  second += 1;
  const timestamp = new Date(Date.UTC(2026, 10, 20, 12, 0, second)).toISOString();
  return Buffer.from(
    JSON.stringify({ uuid, conversation_uuid: `CON-${uuid}`, status, to: "14155550100", timestamp, ...more }),
  );
}
