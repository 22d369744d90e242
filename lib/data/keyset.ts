import { type RawBuilder, sql } from "kysely";
import { AppError } from "#lib/errors/app-error";
import type { Page } from "#lib/domain/api/page";

/** Where a page ended: a time to the microsecond (a JavaScript date would lose rows) and the id that breaks ties. */
export interface Keyset {
  at: string;
  id: string;
}

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6}Z$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A day that the calendar has: Date.parse takes a 30th of February, Postgres does not, nor a year 0. */
function isTime(text: string): boolean {
  if (!TIME.test(text) || text.startsWith("0000")) return false;
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 19) === text.slice(0, 19);
}

export function writeCursor(keyset: Keyset): string {
  return Buffer.from(`${keyset.at} ${keyset.id}`).toString("base64url");
}

/** null at the first page. Throws AppError `invalid` on a cursor that we did not write. */
export function readCursor(cursor: string | undefined): Keyset | null {
  if (cursor === undefined) return null;
  const [at = "", id = "", ...rest] = Buffer.from(cursor, "base64url").toString("utf8").split(" ");
  if (rest.length > 0 || !isTime(at) || !UUID.test(id)) {
    const message = "Use the next_cursor of the page before.";
    throw new AppError("invalid", { publicMessage: message, fields: [{ path: "cursor", message }] });
  }
  return { at, id };
}

/** A timestamptz column as text, to the microsecond. */
export function microTime(column: string): RawBuilder<string> {
  return sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
}

/** The rows after the cursor, in the order `at desc, id desc` (or both ascending). */
export function after(at: string, id: string, keyset: Keyset, order: "asc" | "desc"): RawBuilder<boolean> {
  const place = sql`(${keyset.at}::timestamptz, ${keyset.id}::uuid)`;
  return order === "desc"
    ? sql<boolean>`(${sql.ref(at)}, ${sql.ref(id)}) < ${place}`
    : sql<boolean>`(${sql.ref(at)}, ${sql.ref(id)}) > ${place}`;
}

/** Makes the page out of `limit + 1` rows, which say whether there is another one. */
export function toPage<R extends { id: string; cursor_at: string }, T>(
  rows: R[],
  limit: number,
  map: (row: R) => T,
  total: number | null,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(map),
    next_cursor: last ? writeCursor({ at: last.cursor_at, id: last.id }) : null,
    ...(total === null ? {} : { total }),
  };
}

export const isoOrNull = (at: Date | null): string | null => at?.toISOString() ?? null;
