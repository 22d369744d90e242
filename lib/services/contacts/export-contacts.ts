import { hasCampaign } from "#lib/data/campaigns";
import { listContacts } from "#lib/data/lead-queries";
import type { ContactFilter } from "#lib/domain/api/contact";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { csvLine } from "../imports/csv-line.ts";
import { missing } from "../missing.ts";

const PAGE_ROWS = 1000;
const HEADER = [
  "phone_number",
  "first_name",
  "last_name",
  "email",
  "timezone",
  "priority",
  "tags",
  "status",
  "reason",
  "attempts",
  "next_attempt_at",
  "last_call_at",
  "telephony_result",
  "disposition",
  "do_not_call",
];

/** The contacts of a campaign that a list with this filter shows, as CSV, newest first. Throws `not_found` before the first line. */
export async function exportContacts(
  ctx: UserContext,
  campaignId: string,
  filter: ContactFilter,
): Promise<AsyncGenerator<string>> {
  const isThere = await asUser(ctx, "campaigns.read", (trx, tenantId) =>
    hasCampaign(trx, tenantId, campaignId),
  );
  if (!isThere) throw missing("campaign");
  return contactLines(ctx, campaignId, filter);
}

async function* contactLines(
  ctx: UserContext,
  campaignId: string,
  filter: ContactFilter,
): AsyncGenerator<string> {
  yield csvLine(HEADER);
  let cursor: string | undefined;
  for (;;) {
    const page = await asUser(ctx, "campaigns.read", (trx, tenantId) =>
      listContacts(trx, { tenantId, campaignId }, { ...filter, limit: PAGE_ROWS, cursor }),
    );
    yield page.items
      .map(({ job, last_call: call, ...contact }) =>
        csvLine([
          contact.phone_number,
          contact.first_name ?? "",
          contact.last_name ?? "",
          contact.email ?? "",
          contact.timezone ?? "",
          contact.priority,
          contact.tags.join(";"),
          contact.status,
          job?.reason ?? "",
          job?.attempts ?? 0,
          job?.next_attempt_at ?? "",
          call?.requested_at ?? "",
          call?.telephony_result ?? "",
          call?.disposition ?? "",
          contact.do_not_call ? "yes" : "no",
        ]),
      )
      .join("");
    if (page.next_cursor === null) return;
    cursor = page.next_cursor;
  }
}
