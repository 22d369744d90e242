import { type RawBuilder, sql } from "kysely";
import pg from "pg";
import type { Client, ClientInput, ClientQuery } from "#lib/domain/api/client";
import type { Page } from "#lib/domain/api/page";
import type { Db } from "./db.ts";
import { after, isoOrNull, microTime, readCursor, toPage } from "./keyset.ts";
import { searchPatterns } from "./search-patterns.ts";

function clientsOf(db: Db, tenantId: string) {
  return db
    .selectFrom("clients as o")
    .selectAll("o")
    .select((eb) => [
      microTime("o.created_at").as("cursor_at"),
      eb
        .selectFrom("calls as k")
        .select(
          sql<Client["last_call"]>`json_build_object('id', k.id, 'requested_at', k.requested_at)`.as(
            "last_call",
          ),
        )
        .whereRef("k.tenant_id", "=", "o.tenant_id")
        .whereRef("k.phone_number", "=", "o.phone_number")
        .orderBy("k.requested_at", "desc")
        .limit(1)
        .as("last_call"),
    ])
    .where("o.tenant_id", "=", tenantId);
}

type ClientRow = Awaited<ReturnType<ReturnType<typeof clientsOf>["executeTakeFirstOrThrow"]>>;

const toClient = (row: ClientRow): Client => ({
  id: row.id,
  name: row.name,
  company: row.company,
  phone_number: row.phone_number,
  email: row.email,
  notes: row.notes,
  tags: row.tags,
  archived_at: isoOrNull(row.archived_at),
  last_call: row.last_call && {
    ...row.last_call,
    requested_at: new Date(row.last_call.requested_at).toISOString(),
  },
  created_at: row.created_at.toISOString(),
  updated_at: row.updated_at.toISOString(),
});

/** null: this tenant has no such client. */
export async function findClient(db: Db, tenantId: string, id: string): Promise<Client | null> {
  const row = await clientsOf(db, tenantId).where("o.id", "=", id).executeTakeFirst();
  return row ? toClient(row) : null;
}

/** What links a client to leads and calls; the policy leaves other tenants' clients out. */
export const numberOfClient = (id: string): RawBuilder<string | null> =>
  sql<string | null>`(select o.phone_number from talky.clients o where o.id = ${id}::uuid)`;

const TEXT = sql`lower(concat_ws(' ', o.name, o.company, o.email, o.phone_number))`;

/** Newest first. */
export async function listClients(db: Db, tenantId: string, query: ClientQuery): Promise<Page<Client>> {
  const keyset = readCursor(query.cursor);
  const conditions = [
    query.archived ? sql`o.archived_at is not null` : sql`o.archived_at is null`,
    ...searchPatterns(query.search).map((pattern) => sql`${TEXT} like ${pattern}`),
  ];
  const filter = sql<boolean>`(${sql.join(conditions, sql` and `)})`;
  const rows = await clientsOf(db, tenantId)
    .where(filter)
    .$if(keyset !== null, (qb) => (keyset ? qb.where(after("o.created_at", "o.id", keyset, "desc")) : qb))
    .orderBy("o.created_at", "desc")
    .orderBy("o.id", "desc")
    .limit(query.limit + 1)
    .execute();
  const total = keyset
    ? null
    : (
        await db
          .selectFrom("clients as o")
          .select((eb) => eb.fn.countAll<number>().as("n"))
          .where("o.tenant_id", "=", tenantId)
          .where(filter)
          .executeTakeFirstOrThrow()
      ).n;
  return toPage(rows, query.limit, toClient, total);
}

const isNumberTaken = (error: unknown): boolean =>
  error instanceof pg.DatabaseError && error.constraint === "clients_number";

/** The new client's id; null: another one has the number, and nothing more can be done in this transaction. */
export async function insertClient(
  db: Db,
  tenantId: string,
  createdBy: string,
  input: ClientInput,
): Promise<string | null> {
  try {
    const row = await db
      .insertInto("clients")
      .values({ ...input, tenant_id: tenantId, created_by: createdBy })
      .returning("id")
      .executeTakeFirstOrThrow();
    return row.id;
  } catch (error) {
    if (isNumberTaken(error)) return null;
    throw error;
  }
}

/** `number_taken`: as with insertClient; `none`: this tenant has no such client. */
export async function updateClient(
  db: Db,
  tenantId: string,
  id: string,
  changes: Partial<ClientInput> & { archived_at?: Date | null },
): Promise<"updated" | "number_taken" | "none"> {
  try {
    const result = await db
      .updateTable("clients")
      .set({ ...changes, updated_at: sql`now()` })
      .where("tenant_id", "=", tenantId)
      .where("id", "=", id)
      .executeTakeFirst();
    return result.numUpdatedRows > 0n ? "updated" : "none";
  } catch (error) {
    if (isNumberTaken(error)) return "number_taken";
    throw error;
  }
}

/** False: there is none. */
export async function deleteClient(db: Db, tenantId: string, id: string): Promise<boolean> {
  const result = await db
    .deleteFrom("clients")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return result.numDeletedRows > 0n;
}
