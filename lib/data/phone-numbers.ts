import { sql } from "kysely";
import type { PhoneNumber, PhoneNumberInput, PhoneNumberPatch } from "#lib/domain/api/phone-number";
import type { CallerId } from "#lib/domain/dialing/caller-id";
import type { Db } from "./db.ts";

/** The tenant's numbers and how often each has called on this day, as `CallerId`s; null: it has none of its own. */
export const callerIdsOf = (tenantId: string, day: string) => sql<CallerId[] | null>`(
  select jsonb_agg(jsonb_build_object('phoneNumber', n.phone_number, 'isActive', n.is_active, 'dailyCap', n.daily_cap,
    'usedToday', coalesce(d.calls, 0)))
  from talky.phone_numbers n left join talky.phone_number_days d
    on d.tenant_id = n.tenant_id and d.phone_number = n.phone_number and d.day = ${day}::date
  where n.tenant_id = ${tenantId})`;

/** The statement that counts one more call from this number. With the one that writes the call's row, under the tenant's lock. */
export const countingCallFrom = (tenantId: string, phoneNumber: string, day: string) => sql`
  insert into talky.phone_number_days as d (tenant_id, phone_number, day, calls)
  values (${tenantId}, ${phoneNumber}, ${day}::date, 1)
  on conflict (tenant_id, phone_number, day) do update set calls = d.calls + 1`;

/** It was no call after all. Of a number that is not counted, nothing changes. */
export async function takeBackCallFrom(
  db: Db,
  tenantId: string,
  phoneNumber: string,
  day: string,
): Promise<void> {
  await sql`update talky.phone_number_days set calls = calls - 1
    where tenant_id = ${tenantId} and phone_number = ${phoneNumber} and day = ${day}::date and calls > 0`.execute(
    db,
  );
}

function numbersOf(db: Db, tenantId: string, day: string) {
  return db
    .selectFrom("phone_numbers as n")
    .select(["n.id", "n.phone_number", "n.label", "n.daily_cap", "n.is_active", "n.created_at"])
    .select(
      sql<number>`coalesce((select d.calls from talky.phone_number_days d where d.tenant_id = n.tenant_id
        and d.phone_number = n.phone_number and d.day = ${day}::date), 0)`.as("calls_today"),
    )
    .where("n.tenant_id", "=", tenantId);
}

type NumberRow = Awaited<ReturnType<ReturnType<typeof numbersOf>["executeTakeFirstOrThrow"]>>;
const toPhoneNumber = (row: NumberRow): PhoneNumber => ({ ...row, created_at: row.created_at.toISOString() });

/** All of them, the oldest first: they are few. */
export async function listPhoneNumbers(db: Db, tenantId: string, day: string): Promise<PhoneNumber[]> {
  const rows = await numbersOf(db, tenantId, day).orderBy("n.created_at").orderBy("n.id").execute();
  return rows.map(toPhoneNumber);
}

/** null: this tenant has no such number. */
export async function findPhoneNumber(
  db: Db,
  tenantId: string,
  id: string,
  day: string,
): Promise<PhoneNumber | null> {
  const row = await numbersOf(db, tenantId, day).where("n.id", "=", id).executeTakeFirst();
  return row ? toPhoneNumber(row) : null;
}

export async function countPhoneNumbers(db: Db, tenantId: string): Promise<number> {
  const row = await db
    .selectFrom("phone_numbers")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("tenant_id", "=", tenantId)
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Its id; null: the tenant has it already. */
export async function insertPhoneNumber(
  db: Db,
  tenantId: string,
  input: PhoneNumberInput,
): Promise<string | null> {
  const row = await db
    .insertInto("phone_numbers")
    .values({ ...input, tenant_id: tenantId })
    .onConflict((conflict) => conflict.columns(["tenant_id", "phone_number"]).doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id ?? null;
}

/** False: no such number. */
export async function updatePhoneNumber(
  db: Db,
  tenantId: string,
  id: string,
  patch: PhoneNumberPatch,
): Promise<boolean> {
  const result = await db
    .updateTable("phone_numbers")
    .set({ ...patch, updated_at: sql`now()` })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** The number that is gone; null: there was none. */
export async function removePhoneNumber(db: Db, tenantId: string, id: string): Promise<string | null> {
  const row = await db
    .deleteFrom("phone_numbers")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .returning("phone_number")
    .executeTakeFirst();
  return row?.phone_number ?? null;
}
