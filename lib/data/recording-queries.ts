import { sql } from "kysely";
import type { Page } from "#lib/domain/api/page";
import type { Recording, RecordingQuery } from "#lib/domain/api/recording";
import type { Disposition } from "#lib/domain/statuses";
import type { Db } from "./db.ts";
import { after, microTime, readCursor, toPage } from "./keyset.ts";

/** Newest first, each with its call. */
export async function listRecordings(
  db: Db,
  tenantId: string,
  query: RecordingQuery,
): Promise<Page<Recording>> {
  const keyset = readCursor(query.cursor);
  // What is filtered is found by way of the calls, whose indexes know it, and is in their order.
  const isFiltered = query.campaign_id !== undefined || query.disposition !== undefined;
  const [at, id] = isFiltered ? ["k.requested_at", "k.id"] : ["r.created_at", "r.id"];
  const rows = await db
    .selectFrom("recordings as r")
    .innerJoin("calls as k", "k.id", "r.call_id")
    .innerJoin("campaigns as c", "c.id", "k.campaign_id")
    .innerJoin("leads as l", "l.id", "k.lead_id")
    .select(["r.duration_s", "r.bytes", "r.created_at", "r.id as recording_id"])
    .select([microTime(at).as("cursor_at"), sql<string>`${sql.ref(id)}`.as("id")])
    .select(["k.id as call_id", "k.campaign_id", "c.name as campaign_name", "k.lead_id", "k.phone_number"])
    .select(["k.disposition", "k.requested_at"])
    .select(sql<string | null>`nullif(concat_ws(' ', l.first_name, l.last_name), '')`.as("contact_name"))
    .where("r.tenant_id", "=", tenantId)
    .$if(query.campaign_id !== undefined, (qb) => qb.where("k.campaign_id", "=", query.campaign_id ?? ""))
    .$if(query.disposition !== undefined, (qb) => qb.where("k.disposition", "=", query.disposition ?? ""))
    .$if(isFiltered, (qb) => qb.where("k.tenant_id", "=", tenantId))
    .$if(keyset !== null, (qb) => (keyset ? qb.where(after(at, id, keyset, "desc")) : qb))
    .orderBy(sql.ref(at), "desc")
    .orderBy(sql.ref(id), "desc")
    .limit(query.limit + 1)
    .execute();
  return toPage(
    rows,
    query.limit,
    (row) => ({
      id: row.recording_id,
      duration_s: row.duration_s,
      bytes: row.bytes,
      created_at: row.created_at.toISOString(),
      call: {
        id: row.call_id,
        campaign_id: row.campaign_id,
        campaign_name: row.campaign_name,
        lead_id: row.lead_id,
        contact_name: row.contact_name,
        phone_number: row.phone_number,
        disposition: row.disposition as Disposition | null,
        requested_at: row.requested_at.toISOString(),
      },
    }),
    null,
  );
}
