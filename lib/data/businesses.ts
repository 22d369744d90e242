import { sql } from "kysely";
import type { Business, BusinessPatch } from "#lib/domain/api/business";
import type { FoundingInput } from "#lib/domain/api/account";
import type { Db } from "./db.ts";

export async function readBusiness(db: Db, tenantId: string): Promise<Business> {
  const { id, business_name, status, created_at, ...plan } = await db
    .selectFrom("tenants as t")
    .innerJoin("plans as p", "p.id", "t.plan_id")
    .select(["t.id", "t.business_name", "t.status", "t.created_at"])
    .select(["p.id as plan_id", "p.code", "p.name", "p.minutes", "p.max_concurrent_calls"])
    .select(["p.price_micros", "p.currency"])
    .where("t.id", "=", tenantId)
    .executeTakeFirstOrThrow();
  const { plan_id, ...rest } = plan;
  return {
    id,
    name: business_name,
    status: status as Business["status"],
    plan: { id: plan_id, ...rest },
    created_at: created_at.toISOString(),
  };
}

export async function writeBusiness(db: Db, tenantId: string, { name }: BusinessPatch): Promise<void> {
  if (name === undefined) return;
  await db.updateTable("tenants").set({ business_name: name }).where("id", "=", tenantId).execute();
}

/** A business for somebody who belongs to none; false: they belong to one. May be asked before anybody's request is known. */
export async function foundBusiness(
  db: Db,
  userId: string,
  { name, business_name }: FoundingInput,
): Promise<boolean> {
  const { rows } = await sql<{ founded: boolean }>`
    select talky.found_business(${userId}::uuid, ${name}, ${business_name}) as founded`.execute(db);
  return rows[0]?.founded ?? false;
}
