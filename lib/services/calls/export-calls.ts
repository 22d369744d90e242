import { listCalls } from "#lib/data/call-queries";
import type { CallFilter } from "#lib/domain/api/call";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { csvLine } from "../imports/csv-line.ts";

const PAGE_ROWS = 1000;
const HEADER = [
  "id",
  "requested_at",
  "phone_number",
  "contact",
  "campaign",
  "attempt",
  "telephony_result",
  "answered_by",
  "disposition",
  "goal_achieved",
  "duration_s",
  "ended_by",
  "cost_micros",
  "summary",
];

/** The calls that a list with this filter shows, as CSV, newest first, page by page. */
export async function* exportCalls(ctx: UserContext, filter: CallFilter): AsyncGenerator<string> {
  yield csvLine(HEADER);
  let cursor: string | undefined;
  for (;;) {
    const page = await asUser(ctx, "calls.read", (trx, tenantId) =>
      listCalls(trx, tenantId, { ...filter, limit: PAGE_ROWS, cursor }),
    );
    yield page.items
      .map((call) =>
        csvLine([
          call.id,
          call.requested_at,
          call.phone_number,
          call.contact_name ?? "",
          call.campaign_name,
          call.attempt,
          call.telephony_result ?? "",
          call.answered_by ?? "",
          call.disposition ?? "",
          call.goal_achieved ? "yes" : "no",
          call.duration_s ?? "",
          call.ended_by ?? "",
          call.cost.total_micros,
          call.summary ?? "",
        ]),
      )
      .join("");
    if (page.next_cursor === null) return;
    cursor = page.next_cursor;
  }
}
