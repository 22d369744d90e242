import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import type { LiveFeed } from "#lib/live/live-feed";
import { LiveNews, type Saying } from "../../voice-worker/call/live-news.ts";
import { type RecordedEvent, recordedCalls } from "./recorded-calls.ts";

/** The calls begin one after the other within this time; then all of them go on at once. */
const BEGIN_WITHIN_MS = 10_000;

export interface Written {
  callId: string;
  event: RecordedEvent;
  /** Stands in a turn's text. */
  mark: string;
  /** When its row was there. */
  atMs: number;
}

interface ReplayedCall {
  callId: string;
  leadId: string;
  jobId: string;
  number: string;
  saying: Saying | null;
}

/** Written into the turns, so that each can be told from all others on screen. */
export const markOf = (n: number): string => `⟨${n}⟩`;

/** Writes what was recorded as the worker wrote it: rows first, and then the word that there are some. */
export class Replay {
  readonly written: Written[] = [];
  private readonly db: pg.Pool;
  private readonly feed: LiveFeed;
  private readonly tenantId: string;
  private readonly campaignId: string;
  private readonly calls: ReplayedCall[] = [];
  private readonly news: LiveNews;
  private marks = 0;
  private leave = (): Promise<void> => Promise.resolve();
  /** The time of the replay stands still while it is held. */
  private heldMs = 0;
  private heldSince: number | null = null;

  constructor(db: pg.Pool, feed: LiveFeed, of: { tenantId: string; campaignId: string }) {
    this.db = db;
    this.feed = feed;
    this.tenantId = of.tenantId;
    this.campaignId = of.campaignId;
    this.news = new LiveNews({
      live: feed,
      calls: () =>
        this.calls.map(({ callId, saying }) => ({
          tenantId: this.tenantId,
          campaignId: this.campaignId,
          callId,
          saying,
        })),
      nowMs: () => performance.now(),
    });
  }

  hold(): void {
    this.heldSince ??= performance.now();
  }

  goOn(): void {
    if (this.heldSince !== null) this.heldMs += performance.now() - this.heldSince;
    this.heldSince = null;
  }

  /** Makes the contacts; resolves when it is known here, as it is to any worker, that somebody looks on. */
  async prepare(calls: number): Promise<void> {
    const isWatched = Promise.withResolvers<void>();
    this.leave = await this.feed.subscribe((message) => {
      if (message.type !== "tenant.watched" || message.tenantId !== this.tenantId) return;
      this.news.watched(this.tenantId);
      isWatched.resolve();
    });
    for (let n = 0; n < calls; n += 1) this.calls.push(await this.addContact(n));
    await isWatched.promise;
  }

  /** Resolves when all of it has happened. */
  async run(): Promise<void> {
    const known = recordedCalls();
    const recorded = this.calls.map((_, n) => known[n % known.length] ?? []);
    const began = performance.now();
    const events = recorded
      .flatMap((call, n) => {
        const beginsMs = (n * BEGIN_WITHIN_MS) / recorded.length;
        return call.map((event) => ({ event, call: this.calls[n], dueMs: beginsMs + event.atMs }));
      })
      .toSorted((a, b) => a.dueMs - b.dueMs);
    for (const { event, call, dueMs } of events) {
      for (;;) {
        const waitMs = began + this.heldMs + dueMs - performance.now();
        if (this.heldSince === null && waitMs <= 0) break;
        await delay(this.heldSince === null ? waitMs : 20);
      }
      if (call) await this.write(call, event);
    }
    await delay(1000);
    this.news.stop();
    await this.leave();
  }

  private async addContact(n: number): Promise<ReplayedCall> {
    const number = `+1${2_025_550_100 + n}`;
    const { rows } = await this.db.query<{ lead: string; job: string }>(
      `with l as (insert into talky.leads (tenant_id, campaign_id, phone_number, first_name, last_name)
         values ($1, $2, $3, 'Contact', $4) returning id)
       insert into talky.dialer_jobs (tenant_id, campaign_id, lead_id, phone_number, status, attempts, claimed_by)
       select $1, $2, l.id, $3, 'in_call', 1, gen_random_uuid() from l returning lead_id as lead, id as job`,
      [this.tenantId, this.campaignId, number, String(n)],
    );
    const [made] = rows;
    if (!made) throw new Error("no contact was made");
    return { callId: randomUUID(), leadId: made.lead, jobId: made.job, number, saying: null };
  }

  private async write(call: ReplayedCall, event: RecordedEvent): Promise<void> {
    if (event.type === "call.turn" && !event.final) {
      if (event.role !== "tool") call.saying = { role: event.role, text: event.text };
      return;
    }
    const mark = event.type === "call.turn" ? markOf((this.marks += 1)) : "";
    await this.rowsOf(call, event, mark);
    this.written.push({ callId: call.callId, event, mark, atMs: Date.now() });
    this.news.wrote(this.tenantId);
    if (event.type === "call.started" || event.type === "call.ended")
      await this.feed.publish({ type: "campaign.changed", campaignId: this.campaignId });
  }

  private async rowsOf(call: ReplayedCall, event: RecordedEvent, mark: string): Promise<void> {
    const { callId, jobId } = call;
    switch (event.type) {
      case "call.started":
        await this.db.query(
          `insert into talky.calls (id, tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
             worker_url, socket_token_hash, snapshot)
           values ($1, $2, $3, $4, $5, 1, $6, '+14155550000', gen_random_uuid(), 'http://127.0.0.1:1', 'h', '{}')`,
          [callId, this.tenantId, this.campaignId, call.leadId, jobId, call.number],
        );
        return this.log(call, "carrier.request", {});
      case "call.state":
        await this.db.query(
          `update talky.calls set carrier_state = $2, answered_by = coalesce($3, answered_by),
             answered_at = case when $2 = 'answered' then coalesce(answered_at, now()) else answered_at end,
             ended_at = case when $2 = 'ended' then coalesce(ended_at, now()) else ended_at end where id = $1`,
          [callId, event.carrier_state, event.answered_by],
        );
        return event.session_state === null
          ? this.log(call, "carrier.event", {})
          : this.log(call, "session.state", { state: event.session_state });
      case "call.turn":
        call.saying = null;
        await this.db.query(
          `insert into talky.turns (tenant_id, call_id, index, role, text, interrupted, started_ms, ended_ms)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
          [
            this.tenantId,
            callId,
            event.index,
            event.role,
            `${event.text} ${mark}`,
            event.interrupted,
            event.started_ms,
            event.ended_ms,
          ],
        );
        return this.log(call, event.role === "agent" ? "turn.agent" : "turn.callee", { index: event.index });
      case "call.ended":
        call.saying = null;
        await this.db.query(
          `update talky.calls set carrier_state = 'ended', ended_at = coalesce(ended_at, now()), settled_at = now(),
             session_ended_at = now(), telephony_result = $2, answered_by = $3, duration_s = $5,
             answered_at = case when $4::text is null then answered_at else coalesce(answered_at, now()) end, disposition = $4
           where id = $1`,
          [callId, event.telephony_result, event.answered_by, event.disposition, event.duration_s],
        );
        return this.log(call, "settle", {});
    }
  }

  private async log({ callId, jobId }: ReplayedCall, type: string, data: object): Promise<void> {
    await this.db.query(
      "insert into talky.call_events (tenant_id, job_id, call_id, type, data) values ($1, $2, $3, $4, $5)",
      [this.tenantId, jobId, callId, type, data],
    );
  }
}
