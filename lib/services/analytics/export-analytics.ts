import { analyticsTable } from "#lib/domain/analytics/analytics-table";
import type { AnalyticsExportQuery } from "#lib/domain/api/analytics";
import type { UserContext } from "../context.ts";
import { csvLine } from "../imports/csv-line.ts";
import { getAnalytics } from "./get-analytics.ts";

/** What the same filters show, as a file. Throws as `getAnalytics` does. */
export async function exportAnalytics(
  ctx: UserContext,
  { of, ...query }: AnalyticsExportQuery,
): Promise<{ lines: AsyncGenerator<string>; fileName: string }> {
  const answer = await getAnalytics(ctx, of, query);
  const { head, rows } = analyticsTable(of, answer);
  async function* lines(): AsyncGenerator<string> {
    yield csvLine(head);
    for (const row of rows) yield csvLine(row);
  }
  return { lines: lines(), fileName: `${of}-${answer.from}-${answer.to}.csv` };
}
