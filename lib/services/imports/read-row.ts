import type { CountryCode } from "libphonenumber-js/max";
import { z } from "zod";
import type { NewLead } from "#lib/data/leads";
import type { ImportError, ImportErrorCode, ImportField } from "#lib/domain/api/import";
import { isTimeZone } from "#lib/domain/settings";
import { readPhoneNumber } from "../contacts/phone-number.ts";
import type { Columns } from "./columns.ts";
import type { CsvRecord } from "./csv-records.ts";

const MAX_CELL_CHARACTERS = 4000;
const email = z.email().max(254);

export type ReadRow = { kind: "contact"; lead: NewLead } | { kind: "rejected"; error: ImportError };

/**
 * One record → a contact or the reason why not. A wrong number or time zone rejects the row (it would be called at the
 * wrong hour); a wrong address or priority is kept as a custom field, so that nothing of the file is lost.
 */
export function readRow(record: CsvRecord, columns: Columns, country: CountryCode, row: number): ReadRow {
  const reject = (code: ImportErrorCode, field: ImportField | null, message: string): ReadRow => {
    const at = field === null ? -1 : columns.fields.indexOf(field);
    return { kind: "rejected", error: { row, column: columns.names[at] ?? null, code, message } };
  };
  if (record.isBroken)
    return reject("row_malformed", null, "A quote in this row is not closed, or out of place.");
  const extra = record.cells.slice(columns.names.length).some((cell) => cell.trim() !== "");
  if (extra) return reject("row_malformed", null, "This row has more cells than the header.");
  if (record.cells.some((cell) => cell.length > MAX_CELL_CHARACTERS)) {
    return reject("row_malformed", null, `A cell has more than ${MAX_CELL_CHARACTERS} characters.`);
  }

  const given: Partial<Record<ImportField, string>> = {};
  // A column may be called "constructor"; an object without a prototype has nothing there yet.
  const custom: Record<string, string> = Object.create(null) as Record<string, string>;
  columns.names.forEach((name, at) => {
    const value = (record.cells[at] ?? "").trim();
    const field = columns.fields[at];
    if (value === "") return;
    if (field) given[field] ??= value;
    else custom[name] ??= value;
  });
  const keep = (field: ImportField): void => {
    custom[columns.names[columns.fields.indexOf(field)] ?? field] = given[field] ?? "";
  };

  if (given.phone_number === undefined) return reject("phone_missing", "phone_number", "There is no number.");
  const phone = readPhoneNumber(given.phone_number, country);
  if ("problem" in phone) return reject("phone_invalid", "phone_number", phone.problem);
  const timezone = given.timezone ?? null;
  if (timezone !== null && !isTimeZone(timezone)) {
    return reject("timezone_invalid", "timezone", "Use an IANA time zone such as America/New_York.");
  }
  const hasEmail = email.safeParse(given.email).success;
  if (given.email !== undefined && !hasEmail) keep("email");
  const priority = /^\d{1,2}$/.test(given.priority ?? "") ? Number(given.priority) : 0;
  const hasPriority = priority >= 1 && priority <= 10;
  if (given.priority !== undefined && !hasPriority) keep("priority");
  const [first, last] = splitName(given);
  return {
    kind: "contact",
    lead: {
      phone_number: phone.number,
      first_name: first,
      last_name: last,
      email: hasEmail ? (given.email ?? null) : null,
      timezone,
      priority: hasPriority ? priority : 5,
      is_high_value: false,
      tags: tagsOf(given.tags ?? ""),
      custom_fields: custom,
    },
  };
}

/** A whole name is cut at its first space, unless the file gives the parts. */
function splitName(given: Partial<Record<ImportField, string>>): [string | null, string | null] {
  if (given.first_name !== undefined || given.last_name !== undefined || given.name === undefined) {
    return [given.first_name ?? null, given.last_name ?? null];
  }
  const [first = "", ...rest] = given.name.split(/\s+/);
  return [first || null, rest.join(" ") || null];
}

function tagsOf(cell: string): string[] {
  const tags = cell.split(/[,;|]/).map((tag) => tag.trim());
  return [...new Set(tags.filter(Boolean))].slice(0, 50);
}
