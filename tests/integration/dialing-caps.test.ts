import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claimDueJobs } from "#lib/data/dialer-jobs";
import { dispatchJob } from "#lib/data/dispatch";
import type { StoredFacts, Verdict } from "#lib/domain/dialing/gate";
import { isReservedNumber } from "#lib/domain/dialing/reserved-numbers";
import { judgeDial } from "#lib/services/dialing/judge-dial";
import { updateDialingRules } from "#lib/services/dialing/update-dialing-rules";
import { DialingRig } from "./dialing-rig.ts";

const ALLOWED: Verdict = { allowed: true, reason: null, lookAgainAt: null };
/** A number in France, where the law leaves Wednesday afternoons open. */
const OPEN_AT = new Date("2026-11-25T14:30:00Z");
const before = (hours: number): Date => new Date(OPEN_AT.getTime() - hours * 3_600_000);

describe("the rules before a dial, by what the database knows", () => {
  let rig: DialingRig;
  let lastNumber = 0;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());
  /** Real ones, so that the caps hold for them; nothing is dialled here. */
  const frenchNumber = (): string => `+3314268${String(5300 + (lastNumber += 1)).padStart(4, "0")}`;

  async function call(campaignId: string, requestedAt: Date, result: string | null, ringing = false) {
    const job = await rig.job(campaignId);
    await rig.sql(
      `insert into talky.calls (tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
         worker_url, socket_token_hash, snapshot, requested_at, ringing_at, carrier_state, telephony_result, ended_at, settled_at)
       select tenant_id, campaign_id, lead_id, id, 1 + (select count(*) from talky.calls where job_id = $1), phone_number, '+14155550000',
         gen_random_uuid(), 'http://w', 'h', '{}', $2, case when $4 then $2::timestamptz end, 'ended', $3, $2, $2
       from talky.dialer_jobs where id = $1`,
      [job.id, requestedAt, result ?? "unknown", ringing],
    );
  }

  /** Claims one job of the campaign at the open time and says what the gate was told and said. */
  async function ask(campaignId: string) {
    const { ctx } = await rig.worker();
    let told: StoredFacts | null = null;
    const report = await claimDueJobs(ctx.db, {
      campaignId,
      workerId: ctx.worker.id,
      now: OPEN_AT,
      leaseUntil: new Date(OPEN_AT.getTime() + 30_000),
      limit: 1,
      carrier: { ...ctx.carrier, isSandbox: false },
      ask: (facts) => {
        told = facts;
        return judgeDial(facts, OPEN_AT);
      },
    });
    return { report, told: told as StoredFacts | null, job: await rig.job(campaignId) };
  }
  async function due(campaignId: string) {
    await rig.sql("update talky.dialer_jobs set next_attempt_at = $2 where campaign_id = $1", [
      campaignId,
      before(1),
    ]);
    return campaignId;
  }
  const campaign = async (tenantId: string, number: string, options = {}) =>
    due(await rig.campaign(tenantId, [number], { maxAttempts: 10, ...options }));

  it("counts what rang or was answered in every campaign of the tenant, and nothing else", async () => {
    const { tenantId } = await rig.tenant();
    const other = await rig.tenant();
    const number = frenchNumber();
    const here = await campaign(tenantId, number);
    const there = await campaign(tenantId, number);
    await call(await campaign(other.tenantId, number), before(3), "no_answer", true);
    await call(there, before(5), "busy");
    await call(there, before(4), "failed");
    await call(there, before(3), "no_answer", true);
    const first = await ask(here);
    expect(first.told?.numberAttempts).toEqual([before(3)]);
    expect(first.report.claimed).toHaveLength(1);
  });

  it("refuses the third in a day and the fifth in a week, and says when to look again", async () => {
    const { tenantId } = await rig.tenant();
    const number = frenchNumber();
    const here = await campaign(tenantId, number);
    await call(here, before(23), "no_answer", true);
    await call(here, before(20), "answered", true);
    const day = await ask(here);
    expect(day.job).toMatchObject({ status: "pending", reason: "cap_day" });
    expect(day.job.next_attempt_at).toEqual(before(-1));

    const second = frenchNumber();
    const long = await campaign(tenantId, second);
    for (const hours of [150, 120, 90, 60]) await call(long, before(hours), "no_answer", true);
    const week = await ask(long);
    expect(week.job).toMatchObject({ reason: "cap_week", next_attempt_at: before(150 - 168) });
  });

  it("needs consent for marketing, until it is recorded or the rule is waived in writing", async () => {
    const who = await rig.tenant();
    const number = frenchNumber();
    const marketing = async () => {
      const id = await campaign(who.tenantId, number);
      await rig.sql("update talky.campaigns set purpose = 'marketing' where id = $1", [id]);
      return id;
    };
    const first = await marketing();
    expect((await ask(first)).job).toMatchObject({ status: "pending", reason: "consent_missing" });
    await rig.sql(
      `insert into talky.consents (tenant_id, phone_number, purpose, source, given_at) values ($1, $2, 'research', 'form', $3)`,
      [who.tenantId, number, before(100)],
    );
    await due(first);
    expect((await ask(first)).told?.consent).toBe("missing");
    await rig.sql(
      `insert into talky.consents (tenant_id, phone_number, purpose, source, given_at) values ($1, $2, 'marketing', 'form', $3)`,
      [who.tenantId, number, before(100)],
    );
    await due(first);
    expect((await ask(first)).report.claimed).toHaveLength(1);
    await rig.sql("update talky.consents set revoked_at = now() where tenant_id = $1", [who.tenantId]);
    await rig.sql("delete from talky.dialer_jobs where campaign_id = $1", [first]);

    const second = await marketing();
    expect((await ask(second)).job.reason).toBe("consent_missing");
    const rules = await updateDialingRules(rig.userContext(who), {
      consent_waiver: "Existing customers only, by the contract of each of them.",
      allowed_countries: ["FR"],
    });
    expect(rules.consent_waived_by).toBe(`user:${who.userId}`);
    const [audit] = await rig.sql<{ data: { before: object; after: object } }>(
      "select data from talky.audit_log where tenant_id = $1 and action = 'dialing_rules.update'",
      [who.tenantId],
    );
    expect(audit?.data).toMatchObject({ before: { consent_waiver: null }, after: rules });
    await due(second);
    expect((await ask(second)).report.claimed).toHaveLength(1);
  });

  it("calls only the countries that the tenant allows", async () => {
    const who = await rig.tenant();
    await updateDialingRules(rig.userContext(who), { allowed_countries: ["US"] });
    const id = await campaign(who.tenantId, frenchNumber());
    expect((await ask(id)).job).toMatchObject({ status: "done", reason: "country_not_allowed" });
    const user = rig.userContext(who);
    await expect(
      updateDialingRules({ ...user, actor: { ...user.actor, role: "user" } }, { attempts_per_day: 3 }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("stops a third call in the database itself, though the rules above let everything through", async () => {
    const { tenantId } = await rig.tenant();
    const number = frenchNumber();
    const campaigns = await Promise.all(Array.from({ length: 4 }, () => campaign(tenantId, number)));
    const dispatch = async (campaignId: string): Promise<string> => {
      const { ctx } = await rig.worker({ db: rig.database.anotherWorker() });
      const leaseUntil = new Date(OPEN_AT.getTime() + 30_000);
      const claim = { campaignId, workerId: ctx.worker.id, now: OPEN_AT, leaseUntil, limit: 1 };
      const { claimed } = await claimDueJobs(ctx.db, { ...claim, carrier: ctx.carrier, ask: () => ALLOWED });
      const callId = randomUUID();
      await dispatchJob(ctx.db, {
        jobId: claimed[0] ?? "",
        leaseUntil,
        callId,
        workerId: ctx.worker.id,
        workerUrl: "http://w",
        socketTokenHash: "h",
        now: OPEN_AT,
        carrier: ctx.carrier,
        ask: () => ALLOWED,
      });
      await rig.sql(
        `update talky.calls set carrier_state = 'ended', telephony_result = 'no_answer', ringing_at = requested_at,
           ended_at = requested_at, settled_at = requested_at where id = $1`,
        [callId],
      );
      await rig.sql(
        `update talky.dialer_jobs set status = 'done', reason = 'outcome_final', finished_at = now() where campaign_id = $1`,
        [campaignId],
      );
      return callId;
    };
    await dispatch(campaigns[0] ?? "");
    const raced = await Promise.allSettled(campaigns.slice(1).map(dispatch));
    const [made] = await rig.sql<{ n: number }>(
      "select count(*)::int as n from talky.calls where tenant_id = $1",
      [tenantId],
    );
    expect(made?.n).toBeLessThanOrEqual(2);
    // One at a time from here on, so that nothing but the cap can stop them.
    await rig.sql(
      `update talky.dialer_jobs set status = 'pending', reason = null, finished_at = null, lease_until = null, claimed_by = null,
         next_attempt_at = $2 where tenant_id = $1`,
      [tenantId, before(1)],
    );
    const one = await Promise.allSettled([dispatch(campaigns[1] ?? "")]);
    const two = await Promise.allSettled([dispatch(campaigns[2] ?? "")]);
    const refusals = [...raced, ...one, ...two].filter((outcome) => outcome.status === "rejected");
    expect(refusals.some((outcome) => /often enough for a day/.test(String(outcome.reason)))).toBe(true);
    const [after] = await rig.sql<{ n: number }>(
      "select count(*)::int as n from talky.calls where tenant_id = $1",
      [tenantId],
    );
    expect(after?.n).toBe(2);
  });

  it("knows fictional numbers in SQL as in the code", async () => {
    const numbers = [
      "+14155550100",
      "+14155550199",
      "+14155550200",
      "+11155550100",
      "+447700900123",
      "+447700901123",
      "+441632960001",
      "+442079460999",
      "+4420794609999",
      "+33142685300",
    ];
    const rows = await rig.sql<{ number: string; is_reserved: boolean }>(
      "select number, talky.is_reserved_number(number) as is_reserved from unnest($1::text[]) number",
      [numbers],
    );
    for (const row of rows) expect(row.is_reserved, row.number).toBe(isReservedNumber(row.number));
  });
});
