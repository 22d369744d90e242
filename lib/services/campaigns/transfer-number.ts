import type { ScriptConfig } from "#lib/domain/settings";
import { parsePhoneNumberFromString, type NumberType } from "libphonenumber-js/max";
import { wrongField } from "../missing.ts";

/** Where a person can pick up; the others cost whoever dials them, or are none. */
const CONNECTABLE: ReadonlySet<NumberType> = new Set([
  "FIXED_LINE",
  "MOBILE",
  "FIXED_LINE_OR_MOBILE",
  "TOLL_FREE",
  "VOIP",
  "PERSONAL_NUMBER",
]);

/** Throws `invalid` for a number to which no call should be connected. */
export function checkTransferNumber({ transfer_number: number }: ScriptConfig): void {
  if (number === undefined) return;
  const parsed = parsePhoneNumberFromString(number);
  if (parsed?.isValid() && CONNECTABLE.has(parsed.getType())) return;
  throw wrongField("script_config.transfer_number", "Calls can't be connected to this number.");
}
