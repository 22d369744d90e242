import { agentConfigSchema, type AgentConfig, type AgentVersion } from "#lib/domain/api/agent";
import type { Page, PageQuery } from "#lib/domain/api/page";
import type { Db } from "./db.ts";

/** Keeps what an agent was at this save. In the transaction of the save. */
export async function insertAgentVersion(
  db: Db,
  tenantId: string,
  agentId: string,
  version: { number: number; config: AgentConfig; createdBy: string },
): Promise<void> {
  await db
    .insertInto("agent_versions")
    .values({
      tenant_id: tenantId,
      agent_id: agentId,
      version: version.number,
      config: JSON.stringify(version.config),
      created_by: version.createdBy,
    })
    .execute();
}

/** Newest first; the cursor is the number of the last one shown. */
export async function listAgentVersions(
  db: Db,
  tenantId: string,
  agentId: string,
  query: PageQuery,
): Promise<Page<AgentVersion>> {
  const before = Number(query.cursor ?? Number.MAX_SAFE_INTEGER);
  const rows = await db
    .selectFrom("agent_versions as v")
    .leftJoin("user_profiles as p", "p.id", "v.created_by")
    .select(["v.version", "v.created_at", "v.config", "p.name"])
    .select((eb) =>
      eb
        .selectFrom("calls as k")
        .select(eb.fn.countAll<number>().as("n"))
        .whereRef("k.tenant_id", "=", "v.tenant_id")
        .whereRef("k.agent_id", "=", "v.agent_id")
        .whereRef("k.agent_version", "=", "v.version")
        .as("calls"),
    )
    .where("v.tenant_id", "=", tenantId)
    .where("v.agent_id", "=", agentId)
    .$if(query.cursor !== undefined, (qb) => qb.where("v.version", "<", before))
    .orderBy("v.version", "desc")
    .limit(query.limit + 1)
    .execute();
  const shown = rows.slice(0, query.limit);
  return {
    items: shown.map((row) => ({
      version: row.version,
      created_at: row.created_at.toISOString(),
      created_by: row.name || null,
      calls: row.calls ?? 0,
      config: agentConfigSchema.parse(row.config),
    })),
    next_cursor: rows.length > query.limit ? String(shown.at(-1)?.version) : null,
  };
}
