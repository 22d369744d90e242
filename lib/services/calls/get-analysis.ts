import { findAnalysis } from "#lib/data/call-analyses";
import { findCall } from "#lib/data/call-queries";
import type { CallAnalysis } from "#lib/domain/api/analysis";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { missing } from "../missing.ts";

const nothing = (callId: string): CallAnalysis => ({
  call_id: callId,
  status: "none",
  failure: null,
  summary: null,
  sentiment: null,
  goal_reached: null,
  outcome_reason: null,
  key_points: [],
  extracted: [],
  model: null,
  requested_at: null,
  finished_at: null,
});

/** What the language model made of the call. Throws `not_found`. */
export function getAnalysis(ctx: UserContext, callId: string): Promise<CallAnalysis> {
  return asUser(ctx, "calls.read", async (trx, tenantId) => {
    if (!(await findCall(trx, tenantId, callId))) throw missing("call");
    return (await findAnalysis(trx, tenantId, callId)) ?? nothing(callId);
  });
}
