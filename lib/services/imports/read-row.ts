import type { CountryCode } from "libphonenumber-js/max";
import { z } from "zod";
import type { NewLead } from "#lib/data/leads";
import type { ImportError, ImportErrorCode, ImportField } from "#lib/domain/api/import";
import { isTimeZone } from "#lib/domain/settings";
import { type GoodNumber, readPhoneNumber } from "../contacts/phone-number.ts";
import type { Columns } from "./columns.ts";
import { readConsentCell } from "./consent-cell.ts";
import { unshown } from "./csv-line.ts";

const MAX_CELL_CHARACTERS = 4000;
const email = z.email().max(254);

export interface NumberedRow {
  /** As a spreadsheet counts. */
  line: number;
  cells: string[];
}

/** What a row says of its person's consent: from when (null: not said), or that there is none. */
export interface RowConsent {
  givenAt: Date | null;
}

export type ReadRow =
  | { kind: "contact"; lead: NewLead; consent: RowConsent | null }
  | { kind: "rejected"; error: ImportError };

/** How rows are read beside their columns. */
export interface RowReading {
  country: CountryCode;
  isConsented: boolean;
  now: Date;
}

/**
 * One row → a contact or the reason why not. A wrong number or time zone rejects the row (it would be called at the
 * wrong hour); a wrong address or priority is kept as a custom field, so that nothing of the file is lost. `isConsented`:
 * the file as a whole says that its people have agreed; a consent column says it row by row.
 */
export function readRow(
  { cells, line }: NumberedRow,
  columns: Columns,
  { country, isConsented, now }: RowReading,
): ReadRow {
  const reject = (code: ImportErrorCode, field: ImportField | null, message: string): ReadRow => {
    const at = field === null ? -1 : columns.uses.indexOf(field);
    return { kind: "rejected", error: { row: line, column: columns.names[at] ?? null, code, message } };
  };
  for (let at = columns.names.length; at < cells.length; at += 1) {
    if (cells[at]?.trim()) return reject("row_malformed", null, "This row has more cells than the header.");
  }
  if (cells.some((cell) => cell.length > MAX_CELL_CHARACTERS)) {
    return reject("row_malformed", null, `A cell has more than ${MAX_CELL_CHARACTERS} characters.`);
  }

  const given: Partial<Record<ImportField, string>> = {};
  // A column may be called "constructor"; an object without a prototype has nothing there yet.
  const custom: Record<string, string> = Object.create(null) as Record<string, string>;
  columns.names.forEach((name, at) => {
    const value = plainText(cells[at] ?? "");
    const use = columns.uses[at];
    if (value === "" || use === "ignore" || use === undefined) return;
    if (use === "custom") custom[name] ??= value;
    else given[use] ??= value;
  });
  const keep = (field: ImportField): void => {
    custom[columns.names[columns.uses.indexOf(field)] ?? field] = given[field] ?? "";
  };

  if (given.phone_number === undefined) return reject("phone_missing", "phone_number", "There is no number.");
  const phone = readPhoneNumber(given.phone_number, country);
  if ("problem" in phone) return reject(phone.code, "phone_number", phone.problem);
  const timezone = given.timezone ?? null;
  if (timezone !== null && !isTimeZone(timezone)) {
    return reject("timezone_invalid", "timezone", "Use an IANA time zone such as America/New_York.");
  }
  const hasEmail = given.email !== undefined && email.safeParse(given.email).success;
  if (given.email !== undefined && !hasEmail) keep("email");
  const priority = /^\d{1,2}$/.test(given.priority ?? "") ? Number(given.priority) : 0;
  const hasPriority = priority >= 1 && priority <= 10;
  if (given.priority !== undefined && !hasPriority) keep("priority");
  const said = readConsentCell(given.consent ?? "", now);
  if (said.kind === "unclear") keep("consent");
  const hasColumn = columns.uses.includes("consent");
  const [first, last] = splitName(given);
  return {
    kind: "contact",
    consent:
      said.kind === "given" ? { givenAt: said.at } : isConsented && !hasColumn ? { givenAt: null } : null,
    lead: {
      phone_number: phone.number,
      country: phone.country,
      phone_type: phone.type,
      phone_time_zones: [...phone.timeZones],
      first_name: first,
      last_name: last,
      email: hasEmail ? (given.email ?? null) : null,
      timezone,
      priority: hasPriority ? priority : 5,
      is_high_value: false,
      tags: tagsOf(given.tags ?? ""),
      custom_fields: { ...custom, ...besideNumber(phone) },
    },
  };
}

/** An error file keeps a cell that a spreadsheet would run as text, by an apostrophe; Postgres stores no half of a pair. */
function plainText(cell: string): string {
  return unshown(cell).trim().toWellFormed();
}

/** What else stood in the number's cell. */
function besideNumber({ extension, others }: GoodNumber): Record<string, string> {
  return {
    ...(extension === null ? {} : { extension }),
    ...(others.length === 0 ? {} : { other_numbers: others.join(", ") }),
  };
}

/** A whole name is cut at its first space; beside a first name, a column that is just called "name" holds the last. */
function splitName(given: Partial<Record<ImportField, string>>): [string | null, string | null] {
  const { first_name, last_name, name } = given;
  if (name === undefined || last_name !== undefined) return [first_name ?? null, last_name ?? null];
  if (first_name !== undefined) {
    const isWhole = name.toLowerCase().startsWith(`${first_name.toLowerCase()} `);
    return [first_name, isWhole ? name.slice(first_name.length + 1).trim() || null : name];
  }
  const [first = "", ...rest] = name.split(/\s+/);
  return [first || null, rest.join(" ") || null];
}

function tagsOf(cell: string): string[] {
  if (cell === "") return [];
  const tags = cell.split(/[,;|]/).map((tag) => tag.trim());
  return [...new Set(tags.filter(Boolean))].slice(0, 50);
}
