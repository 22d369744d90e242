import { sql } from "kysely";
import type { Agent, AgentConfig, AgentInput, AgentQuery } from "#lib/domain/api/agent";
import type { Page } from "#lib/domain/api/page";
import { readTurnTakingSettings } from "#lib/domain/turn-taking/settings";
import type { Db } from "./db.ts";
import { after, isoOrNull, microTime, readCursor, toPage } from "./keyset.ts";

interface UsageRow {
  campaigns: number;
  calls: number;
  answered: number;
  milliseconds: number;
  goals: number;
  last_call_at: Date | null;
}

function agentsOf(db: Db, tenantId: string) {
  return db
    .selectFrom("agents as a")
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("call_tallies as t")
          .select([
            sql<number>`coalesce(sum(t.calls), 0)::bigint`.as("calls"),
            sql<number>`coalesce(sum(t.result_answered), 0)::bigint`.as("answered"),
            sql<number>`coalesce(sum(t.milliseconds), 0)::bigint`.as("milliseconds"),
            sql<number>`coalesce(sum(t.goals), 0)::bigint`.as("goals"),
          ])
          .whereRef("t.tenant_id", "=", "a.tenant_id")
          .whereRef("t.agent_id", "=", "a.id")
          .where("t.grain", "=", "all")
          .as("over"),
      (join) => join.onTrue(),
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("calls as k")
          .select((of) => of.fn.countAll<number>().as("calls"))
          .whereRef("k.tenant_id", "=", "a.tenant_id")
          .whereRef("k.agent_id", "=", "a.id")
          .where("k.settled_at", "is", null)
          .as("open"),
      (join) => join.onTrue(),
    )
    .selectAll("a")
    .select(["over.answered", "over.milliseconds", "over.goals"])
    .select((eb) => [
      sql<number>`over.calls + open.calls`.as("calls"),
      eb
        .selectFrom("calls as k")
        .select((of) => of.fn.max("k.requested_at").as("at"))
        .whereRef("k.tenant_id", "=", "a.tenant_id")
        .whereRef("k.agent_id", "=", "a.id")
        .as("last_call_at"),
      microTime("a.created_at").as("cursor_at"),
      eb
        .selectFrom("campaigns as c")
        .select(eb.fn.countAll<number>().as("n"))
        .whereRef("c.tenant_id", "=", "a.tenant_id")
        .whereRef("c.agent_id", "=", "a.id")
        .where("c.deleted_at", "is", null)
        .where("c.is_single_call", "=", false)
        .as("campaigns"),
    ])
    .where("a.tenant_id", "=", tenantId)
    .where("a.deleted_at", "is", null);
}

type AgentRow = Awaited<ReturnType<ReturnType<typeof agentsOf>["executeTakeFirstOrThrow"]>>;

function toAgent(row: AgentRow): Agent {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    system_prompt: row.system_prompt,
    greeting: row.greeting,
    voice_id: row.voice_id,
    model: row.model,
    language: row.language,
    temperature: row.temperature,
    max_tokens: row.max_tokens,
    turn_taking: readTurnTakingSettings(row.turn_taking),
    is_active: row.is_active,
    version: row.version,
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    usage: toUsage({ ...row, campaigns: row.campaigns ?? 0 }),
  };
}

const toUsage = (row: UsageRow): Agent["usage"] => ({
  campaigns: row.campaigns,
  calls: row.calls,
  answered: row.answered,
  minutes: Math.round(row.milliseconds / 600) / 100,
  goals_achieved: row.goals,
  goal_rate: row.answered === 0 ? null : row.goals / row.answered,
  last_call_at: isoOrNull(row.last_call_at),
});

/** null: this tenant has no such agent, or it was deleted. */
export async function findAgent(db: Db, tenantId: string, id: string): Promise<Agent | null> {
  const row = await agentsOf(db, tenantId).where("a.id", "=", id).executeTakeFirst();
  return row ? toAgent(row) : null;
}

/** Newest first. */
export async function listAgents(db: Db, tenantId: string, query: AgentQuery): Promise<Page<Agent>> {
  const keyset = readCursor(query.cursor);
  const isActive = query.is_active;
  const filter = isActive === undefined ? sql<boolean>`true` : sql<boolean>`a.is_active = ${isActive}`;
  const rows = await agentsOf(db, tenantId)
    .where(filter)
    .$if(keyset !== null, (qb) => (keyset ? qb.where(after("a.created_at", "a.id", keyset, "desc")) : qb))
    .orderBy("a.created_at", "desc")
    .orderBy("a.id", "desc")
    .limit(query.limit + 1)
    .execute();
  const total = keyset
    ? null
    : (
        await db
          .selectFrom("agents as a")
          .select((eb) => eb.fn.countAll<number>().as("n"))
          .where("a.tenant_id", "=", tenantId)
          .where("a.deleted_at", "is", null)
          .where(filter)
          .executeTakeFirstOrThrow()
      ).n;
  return toPage(rows, query.limit, toAgent, total);
}

const toColumns = ({ turn_taking, ...columns }: AgentConfig) => ({
  ...columns,
  turn_taking: JSON.stringify(turn_taking),
});

export async function insertAgent(
  db: Db,
  tenantId: string,
  { is_active, ...config }: AgentInput,
): Promise<string> {
  const row = await db
    .insertInto("agents")
    .values({ ...toColumns(config), is_active, tenant_id: tenantId })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Holds the agent against other edits, and against starts that would use it, until the transaction ends. */
export async function lockAgent(db: Db, tenantId: string, id: string): Promise<boolean> {
  const row = await db
    .selectFrom("agents")
    .select("id")
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .where("deleted_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes a new version. Under the agent's lock. */
export async function writeAgentVersion(
  db: Db,
  tenantId: string,
  id: string,
  version: number,
  config: AgentConfig,
): Promise<void> {
  await db
    .updateTable("agents")
    .set({ ...toColumns(config), version })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .execute();
}

export async function setAgentActive(db: Db, tenantId: string, id: string, isActive: boolean): Promise<void> {
  await db
    .updateTable("agents")
    .set({ is_active: isActive })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .execute();
}

/** Takes it out of sight: its calls and versions stay. Under the agent's lock. */
export async function markAgentDeleted(db: Db, tenantId: string, id: string): Promise<void> {
  await db
    .updateTable("agents")
    .set({ deleted_at: sql`now()`, is_active: false })
    .where("tenant_id", "=", tenantId)
    .where("id", "=", id)
    .execute();
}

/** Names of the campaigns that call with this agent now. */
export async function campaignsRunningWith(db: Db, tenantId: string, id: string): Promise<string[]> {
  const rows = await db
    .selectFrom("campaigns")
    .select("name")
    .where("tenant_id", "=", tenantId)
    .where("agent_id", "=", id)
    .where("status", "=", "running")
    .where("deleted_at", "is", null)
    .orderBy("name")
    .execute();
  return rows.map((row) => row.name);
}

export interface AgentState {
  id: string;
  name: string;
  isActive: boolean;
  isDeleted: boolean;
}

const STATE = ["a.id", "a.name", "a.is_active", "a.deleted_at"] as const;
type StateRow = { id: string; name: string; is_active: boolean; deleted_at: Date | null };
const toState = (row: StateRow): AgentState => ({
  id: row.id,
  name: row.name,
  isActive: row.is_active,
  isDeleted: row.deleted_at !== null,
});

/** Whether an agent may be chosen, held so until the transaction ends. null: this tenant has no such agent. */
export async function holdAgent(db: Db, tenantId: string, id: string): Promise<AgentState | null> {
  const row = await db
    .selectFrom("agents as a")
    .select(STATE)
    .where("a.tenant_id", "=", tenantId)
    .where("a.id", "=", id)
    .forShare()
    .executeTakeFirst();
  return row ? toState(row) : null;
}

/** The same for the agent of a campaign. null: it has none. */
export async function holdCampaignAgent(
  db: Db,
  tenantId: string,
  campaignId: string,
): Promise<AgentState | null> {
  const row = await db
    .selectFrom("agents as a")
    .innerJoin("campaigns as c", "c.agent_id", "a.id")
    .select(STATE)
    .where("a.tenant_id", "=", tenantId)
    .where("c.id", "=", campaignId)
    .forShare("a")
    .executeTakeFirst();
  return row ? toState(row) : null;
}
