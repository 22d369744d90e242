import { listDncEntries } from "#lib/data/dnc-entries";
import type { DncQuery } from "#lib/domain/api/dnc";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";
import { csvLine } from "../imports/csv-line.ts";

const PAGE_ROWS = 2000;

/** The list as CSV, newest first, page by page. */
export async function* exportDnc(
  ctx: UserContext,
  query: Omit<DncQuery, "limit" | "cursor">,
): AsyncGenerator<string> {
  yield csvLine(["phone_number", "scope", "reason", "source", "created_at"]);
  let cursor: string | undefined;
  for (;;) {
    const page = await asUser(ctx, "dnc.read", (trx, tenantId) =>
      listDncEntries(trx, tenantId, { ...query, limit: PAGE_ROWS, cursor }),
    );
    yield page.items
      .map((e) =>
        csvLine([e.phone_number, e.campaign?.name ?? "all campaigns", e.reason, e.source, e.created_at]),
      )
      .join("");
    if (page.next_cursor === null) return;
    cursor = page.next_cursor;
  }
}
