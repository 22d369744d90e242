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
  const { rows } = await sql<{ used: number; reserved: number }>`
    select coalesce(sum(used_s), 0)::float8 as used,
      coalesce(sum(reserved_s) filter (where settled_at is null), 0)::float8 as reserved
    from talky.usage_ledger where tenant_id = ${tenantId}::uuid and reserved_at >= ${month}`.execute(db);
  return rows[0] ?? { used: 0, reserved: 0 };
}

async function costOf(db: Db, tenantId: string, month: Date): Promise<Usage["cost"]> {
  const { rows } = await sql<Usage["cost"]>`
    select count(*)::int as calls,
      coalesce(sum(telephony_micros + stt_micros + llm_micros + tts_micros), 0)::float8 as total_micros,
      coalesce(sum(telephony_micros), 0)::float8 as telephony_micros, coalesce(sum(stt_micros), 0)::float8 as stt_micros,
      coalesce(sum(llm_micros), 0)::float8 as llm_micros, coalesce(sum(tts_micros), 0)::float8 as tts_micros
    from talky.calls where tenant_id = ${tenantId}::uuid and requested_at >= ${month} and settled_at is not null`.execute(
    db,
  );
  const [row] = rows;
  if (!row) throw new Error("an aggregate answered no row");
  return row;
}

const UNITS = { telephony: "seconds", stt: "seconds", llm: "tokens", tts: "characters" } as const;

async function providersOf(db: Db, tenantId: string, month: Date): Promise<Usage["providers"]> {
  const { rows } = await sql<Omit<Usage["providers"][number], "unit">>`
    select c.service, c.provider, c.model, round(sum(c.quantity))::float8 as quantity,
      sum(c.cost_micros)::float8 as cost_micros
    from talky.calls k,
      jsonb_to_recordset(k.charges) as c(service text, provider text, model text, quantity numeric, cost_micros bigint)
    where k.tenant_id = ${tenantId}::uuid and k.requested_at >= ${month} and k.settled_at is not null
    group by 1, 2, 3 order by 1, 2, 3`.execute(db);
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
