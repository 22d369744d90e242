import type { LeadVerdict } from "#lib/domain/api/verdict";
import { isActiveJob, isFinalJob } from "#lib/domain/statuses";

/**
 * over: the campaign is done with them, and the gate is not asked any more; calling: it is happening;
 * waits: nothing forbids it, but its time has not come; allowed, refused: as the gate says.
 */
type Standing = "over" | "calling" | "waits" | "allowed" | "refused";

/** Whether a contact is called now. The gate alone does not know it: it judges a dial, not whether one is due. */
export function standing(verdict: Pick<LeadVerdict, "asked_at" | "now" | "if_running" | "job">): Standing {
  const { job } = verdict;
  if (job && isFinalJob(job.status)) return "over";
  if (job && isActiveJob(job.status)) return "calling";
  if (!(verdict.if_running ?? verdict.now).allowed) return "refused";
  return job?.next_attempt_at && job.next_attempt_at > verdict.asked_at ? "waits" : "allowed";
}
