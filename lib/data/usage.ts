import { sql } from "kysely";
import type { Usage } from "#lib/domain/api/usage";
import type { Db } from "./db.ts";

/** To a hundredth. */
const minutes = (seconds: number): number => Math.round((seconds / 60) * 100) / 100;

/** What the plan, the ledger and the calls say of the month that `now` is in (UTC). */
export async function readUsage(db: Db, tenantId: string, now: Date): Promise<Usage> {
  const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1));
  const plan = await planOf(db, tenantId);
  const seconds = await secondsOf(db, tenantId, month);
  return {
    plan,
    month: month.toISOString(),
    minutes: {
      granted: plan.minutes,
      used: minutes(seconds.used),
      reserved: minutes(seconds.reserved),
      left: minutes(plan.minutes * 60 - seconds.used - seconds.reserved),
    },
    cost: await costOf(db, tenantId, month),
    providers: await providersOf(db, tenantId, month),
    budgets: await budgetsOf(db, tenantId),
  };
}

function planOf(db: Db, tenantId: string): Promise<Usage["plan"]> {
  return db
    .selectFrom("tenants as t")
    .innerJoin("plans as p", "p.id", "t.plan_id")
    .select([
      "p.id",
      "p.code",
      "p.name",
      "p.minutes",
      "p.max_concurrent_calls",
      "p.price_micros",
      "p.currency",
    ])
    .where("t.id", "=", tenantId)
    .executeTakeFirstOrThrow();
}

async function secondsOf(db: Db, tenantId: string, month: Date): Promise<{ used: number; reserved: number }> {
  const { rows } = await sql<{ taken: number; reserved: number }>`
    select
      coalesce((select seconds from talky.usage_months where tenant_id = ${tenantId}::uuid and month = ${month}), 0) as taken,
      coalesce((select sum(reserved_s) from talky.usage_ledger where tenant_id = ${tenantId}::uuid
        and reserved_at >= ${month} and settled_at is null), 0)::float8 as reserved`.execute(db);
  const { taken, reserved } = rows[0] ?? { taken: 0, reserved: 0 };
  return { used: taken - reserved, reserved };
}

/** A month of UTC is made of its days. */
async function costOf(db: Db, tenantId: string, month: Date): Promise<Usage["cost"]> {
  const { rows } = await sql<Usage["cost"]>`
    select coalesce(sum(calls), 0)::bigint as calls,
      coalesce(sum(telephony_micros + stt_micros + llm_micros + tts_micros), 0)::bigint as total_micros,
      coalesce(sum(telephony_micros), 0)::bigint as telephony_micros, coalesce(sum(stt_micros), 0)::bigint as stt_micros,
      coalesce(sum(llm_micros), 0)::bigint as llm_micros, coalesce(sum(tts_micros), 0)::bigint as tts_micros
    from talky.call_tallies where tenant_id = ${tenantId}::uuid and grain = 'day' and at >= ${month}`.execute(
    db,
  );
  const [row] = rows;
  if (!row) throw new Error("an aggregate answered no row");
  return row;
}

const UNITS = { telephony: "seconds", stt: "seconds", llm: "tokens", tts: "characters" } as const;

async function providersOf(db: Db, tenantId: string, month: Date): Promise<Usage["providers"]> {
  const { rows } = await sql<Omit<Usage["providers"][number], "unit">>`
    select service, provider, model, round(sum(quantity))::float8 as quantity, sum(cost_micros)::float8 as cost_micros
    from talky.charge_tallies where tenant_id = ${tenantId}::uuid and month = ${month}
    group by 1, 2, 3 having sum(quantity) <> 0 or sum(cost_micros) <> 0 order by 1, 2, 3`.execute(db);
  return rows.map((row) => ({ ...row, unit: UNITS[row.service] }));
}

async function budgetsOf(db: Db, tenantId: string): Promise<Usage["budgets"]> {
  const rows = await db
    .selectFrom("campaigns as c")
    .leftJoin("campaign_spend as s", "s.campaign_id", "c.id")
    .select(["c.id", "c.name", "c.budget_micros", "s.spent_micros", "s.reserved_micros"])
    .where("c.tenant_id", "=", tenantId)
    .where("c.deleted_at", "is", null)
    .where("c.budget_micros", "is not", null)
    .where("c.status", "not in", ["completed", "stopped"])
    .orderBy("c.created_at", "desc")
    .limit(50)
    .execute();
  return rows.map(({ id, name, budget_micros, spent_micros, reserved_micros }) => {
    const budget = budget_micros ?? 0;
    const [spent, reserved] = [spent_micros ?? 0, reserved_micros ?? 0];
    return {
      campaign: { id, name },
      budget_micros: budget,
      spent_micros: spent,
      reserved_micros: reserved,
      left_micros: budget - spent - reserved,
    };
  });
}
