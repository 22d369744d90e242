import { sql } from "kysely";
import type { LawChange } from "#lib/domain/laws/law-changes";
import type { LawTerms } from "#lib/domain/laws/law";
import type { Db } from "./db.ts";

/** The laws that differ from what is shipped, as a JSON text; one look at a table of a few rows. */
export const changedLaws = sql<string>`(select coalesce(jsonb_agg(w.terms || jsonb_build_object('place', w.place)
  order by w.place) filter (where w.terms is not null), '[]')::text from (select distinct on (place) place, terms
  from talky.law_changes order by place, id desc) w)`;

/** Every change of a law, oldest first. */
export async function readLawChanges(db: Db): Promise<LawChange[]> {
  const rows = await db.selectFrom("law_changes").select(["place", "terms", "at"]).orderBy("id").execute();
  return rows.map((row) => ({ ...row, terms: row.terms as LawTerms | null }));
}

/** The same with who made it and why, for an operator; nothing for anybody else. */
export async function adminLawChanges(
  db: Db,
  byUserId: string,
): Promise<(LawChange & { changed_by: string; reason: string })[]> {
  const { rows } = await sql<{
    place: string;
    terms: LawTerms | null;
    at: Date;
    changed_by: string;
    reason: string;
  }>`select place, terms, at, changed_by, reason from talky.admin_law_changes(${byUserId}::uuid)`.execute(db);
  return rows;
}

/** `terms` null: as shipped. false: this user is no operator. */
export async function writeLawChange(
  db: Db,
  byUserId: string,
  change: { place: string; terms: LawTerms | null; reason: string },
): Promise<boolean> {
  const terms = change.terms === null ? null : JSON.stringify(change.terms);
  const { rows } = await sql<{ is_written: boolean }>`
    select talky.change_law(${byUserId}::uuid, ${change.place}, ${terms}::jsonb, ${change.reason}) as is_written`.execute(
    db,
  );
  return rows[0]?.is_written ?? false;
}
