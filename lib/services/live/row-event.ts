import type { LiveRow } from "#lib/data/live-rows";
import type { LiveEvent } from "#lib/domain/api/live";
import { isGoalAchieved } from "#lib/domain/statuses";

/** What a looker-on is told of an event; null: nothing. */
export function rowEvent(row: LiveRow): LiveEvent | null {
  const { id, type, call_id, campaign_id, carrier_state, session_state, answered_by } = row;
  const at = row.at.toISOString();
  const answered_at = row.answered_at?.toISOString() ?? null;
  switch (type) {
    case "carrier.request": {
      const { campaign_name, lead_id, contact_name, phone_number } = row;
      return {
        type: "call.started",
        id,
        call_id,
        campaign_id,
        campaign_name,
        lead_id,
        contact_name,
        phone_number,
        requested_at: row.requested_at.toISOString(),
        answered_at,
        carrier_state,
        session_state,
        answered_by,
      };
    }
    case "turn.agent":
    case "turn.callee":
      return row.turn && { type: "call.turn", id, call_id, campaign_id, final: true, ...row.turn };
    case "settle": {
      const { telephony_result, disposition, duration_s } = row;
      const goal_achieved = isGoalAchieved(disposition);
      return {
        type: "call.ended",
        id,
        call_id,
        campaign_id,
        telephony_result,
        answered_by,
        disposition,
        goal_achieved,
        duration_s,
        at,
      };
    }
    default:
      return {
        type: "call.state",
        id,
        call_id,
        campaign_id,
        carrier_state,
        session_state,
        answered_by,
        answered_at,
        at,
      };
  }
}
