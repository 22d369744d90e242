import { sql } from "kysely";
import type { Page, PageQuery } from "#lib/domain/api/page";
import type { Webhook, WebhookEvent, WebhookInput, WebhookPatch } from "#lib/domain/api/webhook";
import type { Db } from "./db.ts";
import { after, isoOrNull, microTime, readCursor, toPage } from "./keyset.ts";

function webhooksOf(db: Db, tenantId: string) {
  return db
    .selectFrom("webhook_endpoints as w")
    .selectAll("w")
    .select(microTime("w.created_at").as("cursor_at"))
    .where("w.tenant_id", "=", tenantId);
}

type WebhookRow = Awaited<ReturnType<ReturnType<typeof webhooksOf>["executeTakeFirstOrThrow"]>>;

const toWebhook = (row: WebhookRow): Webhook => ({
  id: row.id,
  url: row.url,
  description: row.description,
  events: row.events as WebhookEvent[],
  is_active: row.is_active,
  disabled_reason: row.disabled_reason as Webhook["disabled_reason"],
  former_secret_until: isoOrNull(row.former_secret_until),
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});

/** null: this tenant has no such endpoint. */
export async function findWebhook(db: Db, tenantId: string, id: string): Promise<Webhook | null> {
  const row = await webhooksOf(db, tenantId).where("w.id", "=", id).executeTakeFirst();
  return row ? toWebhook(row) : null;
}

/** Newest first. */
export async function listWebhooks(db: Db, tenantId: string, query: PageQuery): Promise<Page<Webhook>> {
  const keyset = readCursor(query.cursor);
  const rows = await webhooksOf(db, tenantId)
    .$if(keyset !== null, (qb) => (keyset ? qb.where(after("w.created_at", "w.id", keyset, "desc")) : qb))
    .orderBy("w.created_at", "desc")
    .orderBy("w.id", "desc")
    .limit(query.limit + 1)
    .execute();
  return toPage(rows, query.limit, toWebhook, null);
}

/** The new endpoint's id; null: the tenant has `most` of them. */
export async function insertWebhook(
  db: Db,
  tenantId: string,
  createdBy: string,
  input: WebhookInput,
  most: number,
): Promise<string | null> {
  // Whoever adds another one at the same moment waits, and counts this one.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`webhooks ${tenantId}`}, 0))`.execute(db);
  const { n } = await db
    .selectFrom("webhook_endpoints")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("tenant_id", "=", tenantId)
    .executeTakeFirstOrThrow();
  if (n >= most) return null;
  const row = await db
    .insertInto("webhook_endpoints")
    .values({ ...input, tenant_id: tenantId, created_by: createdBy })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** False: there is none. */
export async function updateWebhook(
  db: Db,
  tenantId: string,
  id: string,
  { is_active, ...patch }: WebhookPatch,
): Promise<boolean> {
  const activity = is_active === undefined ? {} : { is_active, disabled_reason: null };
  const result = await db
    .updateTable("webhook_endpoints")
    .set((eb) => ({ url: eb.ref("url"), ...patch, ...activity }))
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The number of the secret that signs from now on, while the one before holds until then; null: there is no such endpoint. */
export async function rotateWebhookSecret(
  db: Db,
  tenantId: string,
  id: string,
  formerUntil: Date,
): Promise<number | null> {
  const row = await db
    .updateTable("webhook_endpoints")
    .set((eb) => ({ secret_version: eb("secret_version", "+", 1), former_secret_until: formerUntil }))
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .returning("secret_version")
    .executeTakeFirst();
  return row?.secret_version ?? null;
}

/** With its log. False: there is none. */
export async function deleteWebhook(db: Db, tenantId: string, id: string): Promise<boolean> {
  const result = await db
    .deleteFrom("webhook_endpoints")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}

/** The address says that it is there no more; the worker's. */
export async function switchOffGone(db: Db, id: string): Promise<void> {
  await db
    .updateTable("webhook_endpoints")
    .set({ is_active: false, disabled_reason: "gone" })
    .where("id", "=", id)
    .execute();
}
