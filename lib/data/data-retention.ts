import { type RawBuilder, sql } from "kysely";
import type { Retention, RetentionPatch } from "#lib/domain/api/privacy";
import { IMPORT_FILES_DAYS, RETENTION_DEFAULTS } from "#lib/domain/retention";
import type { Db } from "./db.ts";

export async function readRetention(db: Db, tenantId: string): Promise<Retention> {
  const row = await db
    .selectFrom("data_retention")
    .selectAll()
    .where("tenant_id", "=", tenantId)
    .executeTakeFirst();
  const { recordings_days, transcripts_days, events_days } = row ?? RETENTION_DEFAULTS;
  return { recordings_days, transcripts_days, events_days };
}

/** What is given; the worker looks anew at once. */
export async function writeRetention(db: Db, tenantId: string, patch: RetentionPatch): Promise<void> {
  const insert = db.insertInto("data_retention").values({ tenant_id: tenantId, ...patch });
  const isEmpty = Object.keys(patch).length === 0;
  await insert
    .onConflict((conflict) =>
      isEmpty ? conflict.doNothing() : conflict.column("tenant_id").doUpdateSet(patch),
    )
    .execute();
}

export interface DueTenant {
  tenantId: string;
  recordingsDays: number | null;
  transcriptsDays: number | null;
  eventsDays: number | null;
}

/** Tenants that were last found in order before this time, or whose rules are newer than that; the longest ago first. */
export async function tenantsToSweep(db: Db, before: Date, limit: number): Promise<DueTenant[]> {
  const rows = await db
    .selectFrom("tenants as t")
    .leftJoin("data_retention as r", "r.tenant_id", "t.id")
    .leftJoin("retention_sweeps as s", "s.swept_tenant", "t.id")
    .select(["t.id", "r.tenant_id", "r.recordings_days", "r.transcripts_days", "r.events_days"])
    .where((where) =>
      where.or([
        where("s.swept_at", "is", null),
        where("s.swept_at", "<", before),
        where("r.updated_at", ">", where.ref("s.swept_at")),
      ]),
    )
    .orderBy(sql`s.swept_at nulls first`)
    .limit(limit)
    .execute();
  return rows.map((row) => {
    const days = row.tenant_id === null ? RETENTION_DEFAULTS : row;
    return {
      tenantId: row.id,
      recordingsDays: days.recordings_days,
      transcriptsDays: days.transcripts_days,
      eventsDays: days.events_days,
    };
  });
}

/** Nothing more was too old when the look began. */
export async function markSwept(db: Db, tenantId: string, at: Date): Promise<void> {
  await db
    .insertInto("retention_sweeps")
    .values({ swept_tenant: tenantId, swept_at: at })
    .onConflict((conflict) => conflict.column("swept_tenant").doUpdateSet({ swept_at: at }))
    .execute();
}

async function countOf(db: Db, statement: RawBuilder<unknown>): Promise<number> {
  const { rows } = await (statement as RawBuilder<{ n: number }>).execute(db);
  return rows[0]?.n ?? 0;
}

/** Rows of recordings from before; their files are doomed in the same step. How many. */
export function removeRecordings(db: Db, tenantId: string, before: Date, limit: number): Promise<number> {
  return countOf(
    db,
    sql`
    with old as (
      select id from talky.recordings where tenant_id = ${tenantId}::uuid and created_at < ${before}
      order by created_at limit ${limit} for update skip locked),
    gone as (delete from talky.recordings r using old where r.id = old.id returning r.path),
    doomed as (insert into talky.doomed_files (bucket, path, tenant_id)
      select 'recordings', path, ${tenantId}::uuid from gone on conflict do nothing)
    select count(*)::int as n from gone`,
  );
}

/** What was said in calls from before, and what was made of it. How many calls. */
export function removeWords(db: Db, tenantId: string, before: Date, limit: number): Promise<number> {
  return countOf(
    db,
    sql`
    with old as (
      select id from talky.calls where tenant_id = ${tenantId}::uuid and requested_at < ${before}
        and words_removed_at is null and settled_at is not null
      order by requested_at limit ${limit} for update skip locked),
    turns as (delete from talky.turns t using old where t.call_id = old.id),
    analyses as (delete from talky.call_analyses a using old where a.call_id = old.id),
    gone as (update talky.calls k set words_removed_at = clock_timestamp(), summary = null, transfer_briefing = null
      from old where k.id = old.id returning k.id)
    select count(*)::int as n from gone`,
  );
}

/** What happened in calls from before, and what the carrier told of them. How many calls. */
export function removeEvents(db: Db, tenantId: string, before: Date, limit: number): Promise<number> {
  return countOf(
    db,
    sql`
    with old as (
      select id from talky.calls where tenant_id = ${tenantId}::uuid and requested_at < ${before}
        and events_removed_at is null and settled_at is not null
      order by requested_at limit ${limit} for update skip locked),
    events as (delete from talky.call_events e using old where e.call_id = old.id),
    inbox as (delete from talky.carrier_inbox i using old where i.call_id = old.id),
    gone as (update talky.calls k set events_removed_at = clock_timestamp() from old where k.id = old.id returning k.id)
    select count(*)::int as n from gone`,
  );
}

/** What the gate said of jobs that came to no call, from before. How many entries. */
export function removeJobEvents(db: Db, tenantId: string, before: Date, limit: number): Promise<number> {
  return countOf(
    db,
    sql`
    with gone as (delete from talky.call_events where id in (
      select id from talky.call_events where tenant_id = ${tenantId}::uuid and at < ${before} and call_id is null
      limit ${limit}) returning id)
    select count(*)::int as n from gone`,
  );
}

/** Rows that imports from before refused. How many. */
export function removeImportErrors(db: Db, tenantId: string, before: Date, limit: number): Promise<number> {
  return countOf(
    db,
    sql`
    with old as (
      select e.import_id, e.row from talky.import_errors e join talky.imports i on i.id = e.import_id
      where e.tenant_id = ${tenantId}::uuid and i.finished_at < ${before} limit ${limit}),
    gone as (delete from talky.import_errors e using old where e.import_id = old.import_id and e.row = old.row
      returning e.row)
    select count(*)::int as n from gone`,
  );
}

/** Files of imports that ended long ago, and files that nobody imported. How many. */
export function removeImportFiles(db: Db, tenantId: string, now: Date, limit: number): Promise<number> {
  const before = new Date(now.getTime() - IMPORT_FILES_DAYS * 24 * 3_600_000);
  return countOf(
    db,
    sql`
    with old as (
      select id from talky.imports where tenant_id = ${tenantId}::uuid and file_removed_at is null
        and finished_at < ${before} order by finished_at limit ${limit} for update skip locked),
    ended as (update talky.imports i set file_removed_at = clock_timestamp() from old where i.id = old.id
      returning i.file_path),
    never as (delete from talky.import_uploads u where u.id in (
      select id from talky.import_uploads where tenant_id = ${tenantId}::uuid and created_at < ${before} limit ${limit})
      returning u.file_path),
    gone as (select file_path from ended union all select file_path from never),
    doomed as (insert into talky.doomed_files (bucket, path, tenant_id)
      select 'imports', file_path, ${tenantId}::uuid from gone on conflict do nothing)
    select count(*)::int as n from gone`,
  );
}
