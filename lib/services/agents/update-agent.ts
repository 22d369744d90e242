import { isDeepStrictEqual } from "node:util";
import { insertAgentVersion } from "#lib/data/agent-versions";
import {
  campaignsRunningWith,
  findAgent,
  lockAgent,
  setAgentActive,
  writeAgentVersion,
} from "#lib/data/agents";
import type { Trx } from "#lib/data/db";
import { type Agent, agentConfigSchema, type AgentPatch } from "#lib/domain/api/agent";
import { issueSentence } from "#lib/domain/api/issue-sentence";
import { AppError } from "#lib/errors/app-error";
import { asUser, auditUser, callerId } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";
import type { AgentMarket } from "./agent-market.ts";
import { requireOffered } from "./offered.ts";

/**
 * Saves what is given as a new version; a running campaign takes it for calls that are not dispatched yet. What changes
 * nothing makes no version. Throws `not_found`, `invalid`, `conflict` when somebody has saved meanwhile or when it is
 * switched off in the middle of a campaign, and ZodError when the merged turn-taking is wrong.
 */
export async function updateAgent(
  ctx: UserContext,
  market: AgentMarket,
  id: string,
  patch: AgentPatch,
): Promise<Agent> {
  await requireOffered(market, patch, ctx.log);
  return asUser(ctx, "agents.change", async (trx, tenantId) => {
    const isThere = await lockAgent(trx, tenantId, id);
    const before = isThere ? await findAgent(trx, tenantId, id) : null;
    if (!before) throw missing("agent");
    const { is_active: isActive = before.is_active, version = before.version, turn_taking, ...given } = patch;
    if (version !== before.version) {
      throw new AppError("conflict", {
        publicMessage: "Somebody has saved this agent meanwhile. Load it again, then make your change.",
      });
    }
    const current = agentConfigSchema.parse(before);
    const config = agentConfigSchema.parse(
      { ...current, ...given, turn_taking: { ...current.turn_taking, ...turn_taking } },
      { error: issueSentence },
    );
    if (!isDeepStrictEqual(config, current)) {
      const number = before.version + 1;
      await writeAgentVersion(trx, tenantId, id, number, config);
      await insertAgentVersion(trx, tenantId, id, { number, config, createdBy: callerId(ctx) });
      const fields = Object.keys(patch).filter((name) => name !== "version" && name !== "is_active");
      await auditUser(ctx, trx, {
        action: "agent.update",
        subjectType: "agent",
        subjectId: id,
        data: { version: number, fields },
      });
    }
    if (isActive !== before.is_active) {
      if (!isActive) await refuseWhileCalling(trx, tenantId, id, "switched off");
      await setAgentActive(trx, tenantId, id, isActive);
      const action = isActive ? "agent.activate" : "agent.deactivate";
      await auditUser(ctx, trx, { action, subjectType: "agent", subjectId: id });
    }
    const agent = await findAgent(trx, tenantId, id);
    if (!agent) throw missing("agent");
    return agent;
  });
}

/** Under the agent's lock: a start that wants it waits. Throws `conflict`. */
export async function refuseWhileCalling(
  trx: Trx,
  tenantId: string,
  agentId: string,
  what: "switched off" | "deleted",
): Promise<void> {
  const names = await campaignsRunningWith(trx, tenantId, agentId);
  if (names.length === 0) return;
  throw new AppError("conflict", {
    publicMessage: `This agent is calling for ${names.join(", ")}: pause that first, then it can be ${what}.`,
  });
}
