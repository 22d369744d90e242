import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { RETENTION_DEFAULTS } from "#lib/domain/retention";
import type { ServiceContext } from "#lib/services/context";
import { getRetention } from "#lib/services/privacy/get-retention";
import { keepRetention } from "#lib/services/privacy/keep-retention";
import { removeDoomedFiles } from "#lib/services/privacy/remove-doomed-files";
import { updateRetention } from "#lib/services/privacy/update-retention";
import { DialingRig, numbers } from "./dialing-rig.ts";

/** Everything of so many calls is there. */
const all = (n: number) => ({
  recordings: n,
  turns: n,
  analyses: n,
  summaries: n,
  events: n,
  inbox: n,
  calls: n,
});

describe("how long data is kept", () => {
  let rig: DialingRig;
  let removed: string[];
  let refuses: string | null;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  beforeEach(async () => {
    removed = [];
    refuses = null;
    await rig.sql("delete from talky.retention_sweeps");
  });
  afterAll(() => rig.database.drop());

  const keeper = (): ServiceContext => ({
    ...rig.systemContext(),
    db: rig.database.worker,
    files: {
      ...rig.systemContext().files,
      remove: (bucket, path) => {
        if (path === refuses) return Promise.reject(new Error("the storage is away"));
        removed.push(`${bucket}/${path}`);
        return Promise.resolve();
      },
    },
  });
  const sweep = async (): Promise<void> => {
    await keepRetention(keeper());
    await removeDoomedFiles(keeper());
  };

  /** Settled calls of so many days ago, each with a recording, a turn, an analysis, events and what the carrier told. */
  async function callsOf(tenantId: string, daysAgo: number, n: number, area: number): Promise<string[]> {
    const campaignId = await rig.campaign(tenantId, numbers(n, area));
    const rows = await rig.sql<{ id: string }>(
      `insert into talky.calls (tenant_id, campaign_id, lead_id, job_id, attempt, phone_number, from_number, worker_id,
         worker_url, socket_token_hash, snapshot, carrier_state, telephony_result, requested_at, answered_at, ended_at,
         session_ended_at, settled_at, disposition, summary)
       select j.tenant_id, j.campaign_id, j.lead_id, j.id, 1, j.phone_number, '+14155550000', gen_random_uuid(), 'http://w',
         'h', '{}', 'ended', 'answered', t, t, t, t, t, 'no_goal', 'They were friendly.'
       from talky.dialer_jobs j, (select now() - make_interval(days => $2::int) as t) x where j.campaign_id = $1 returning id`,
      [campaignId, daysAgo],
    );
    const ids = rows.map(({ id }) => id);
    await rig.sql(
      `with k as (select * from talky.calls where id = any ($1)),
       r as (insert into talky.recordings (tenant_id, call_id, path, duration_s, bytes, created_at)
         select tenant_id, id, tenant_id || '/' || id || '.wav', 1, 1, requested_at from k),
       t as (insert into talky.turns (tenant_id, call_id, index, role, text, started_ms, ended_ms)
         select tenant_id, id, 0, 'callee', 'hello', 0, 1 from k),
       a as (insert into talky.call_analyses (call_id, tenant_id) select id, tenant_id from k),
       i as (insert into talky.carrier_inbox (call_id, carrier_call_id, status, event_at, body, applied_at)
         select id, id::text, 'completed', requested_at, '{"to": "14155550100"}', now() from k)
       insert into talky.call_events (tenant_id, job_id, call_id, type, at) select tenant_id, job_id, id, 'settle', requested_at from k`,
      [ids],
    );
    return ids;
  }
  const left = async (ids: string[]): Promise<Record<string, number>> => {
    const [row] = await rig.sql<Record<string, number>>(
      `select (select count(*)::int from talky.recordings where call_id = any ($1)) as recordings,
         (select count(*)::int from talky.turns where call_id = any ($1)) as turns,
         (select count(*)::int from talky.call_analyses where call_id = any ($1)) as analyses,
         (select count(*)::int from talky.calls where id = any ($1) and summary is not null) as summaries,
         (select count(*)::int from talky.call_events where call_id = any ($1)) as events,
         (select count(*)::int from talky.carrier_inbox where call_id = any ($1)) as inbox,
         (select count(*)::int from talky.calls where id = any ($1)) as calls`,
      [ids],
    );
    return row ?? {};
  };
  const doomed = () => rig.sql<{ path: string }>("select path from talky.doomed_files");
  const audited = (tenantId: string) =>
    rig.sql(
      "select actor, data from talky.audit_log where tenant_id = $1 and action = 'retention.remove' order by id",
      [tenantId],
    );

  it("is the same in the database as in the code where nothing is set", async () => {
    const who = await rig.tenant();
    expect(await getRetention(rig.userContext(who))).toEqual(RETENTION_DEFAULTS);
    await rig.sql("insert into talky.data_retention (tenant_id) values ($1)", [who.tenantId]);
    expect(await getRetention(rig.userContext(who))).toEqual(RETENTION_DEFAULTS);
  });

  it("ends for what is too old, of its kind and its business alone, and is written down once", async () => {
    const who = await rig.tenant();
    const other = await rig.tenant();
    const old = await callsOf(who.tenantId, 100, 3, 415);
    const young = await callsOf(who.tenantId, 80, 2, 416);
    const theirs = await callsOf(other.tenantId, 100, 1, 417);
    await updateRetention(rig.userContext(other), { recordings_days: null });
    await sweep();
    expect(await left(old)).toEqual({ ...all(3), recordings: 0 });
    expect(await left(young)).toEqual(all(2));
    expect(await left(theirs)).toEqual(all(1));
    expect(removed.toSorted()).toEqual(old.map((id) => `recordings/${who.tenantId}/${id}.wav`).toSorted());
    expect(await doomed()).toEqual([]);
    await rig.sql("delete from talky.retention_sweeps");
    await sweep();
    expect(await audited(who.tenantId)).toEqual([{ actor: "system:retention", data: { recordings: 3 } }]);
    expect(await audited(other.tenantId)).toEqual([]);
  });

  it("goes by what was set last, in more batches than one, and leaves sums and outcomes", async () => {
    const who = await rig.tenant();
    const calls = await callsOf(who.tenantId, 20, 450, 500);
    const ctx = rig.userContext(who);
    await sweep();
    expect(await left(calls)).toEqual(all(450));
    await updateRetention(ctx, { recordings_days: null, transcripts_days: 10, events_days: 15 });
    await sweep();
    expect(await left(calls)).toEqual({ ...all(0), recordings: 450, calls: 450 });
    expect(
      await rig.sql("select from talky.retention_sweeps where swept_tenant = $1", [who.tenantId]),
    ).toHaveLength(1);
    expect(await audited(who.tenantId)).toMatchObject([{ data: { transcripts: 450, call_events: 450 } }]);
  });

  it("tries a file again that could not be removed, and the others meanwhile", async () => {
    const who = await rig.tenant();
    const [first = "", second = ""] = await callsOf(who.tenantId, 100, 2, 418);
    refuses = `${who.tenantId}/${first}.wav`;
    await sweep();
    expect(removed).toEqual([`recordings/${who.tenantId}/${second}.wav`]);
    expect(await doomed()).toEqual([{ path: refuses }]);
    refuses = null;
    await rig.sql("update talky.doomed_files set doomed_at = now()");
    await removeDoomedFiles(keeper());
    expect(await doomed()).toEqual([]);
    expect(removed).toHaveLength(2);
  });

  it("is for owners and admins to set", async () => {
    const who = await rig.tenant();
    const ctx = rig.userContext(who);
    const user = { ...ctx, actor: { ...ctx.actor, role: "user" as const } };
    await expect(updateRetention(user, { recordings_days: 1 })).rejects.toMatchObject({ code: "forbidden" });
  });
});
