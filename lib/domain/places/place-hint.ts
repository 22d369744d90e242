import { stateOfName, stateOfZip } from "./us-states.ts";

const STATE_FIELDS = ["state", "region", "province", "us_state"];
const ZIP_FIELDS = ["zip", "zip_code", "zipcode", "postal_code", "postcode", "postalcode"];

const fieldName = (column: string): string =>
  column
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");

/** The US state that a contact's own columns name; null: they name none. Elsewhere a country has its zones by number. */
export function stateOfContact(customFields: Readonly<Record<string, unknown>>): string | null {
  const texts = new Map<string, string>();
  for (const [column, value] of Object.entries(customFields)) {
    if (typeof value === "string" || typeof value === "number") texts.set(fieldName(column), String(value));
  }
  const first = (fields: string[], read: (text: string) => string | null): string | null => {
    for (const field of fields) {
      const found = read(texts.get(field) ?? "");
      if (found) return found;
    }
    return null;
  };
  return first(ZIP_FIELDS, stateOfZip) ?? first(STATE_FIELDS, stateOfName);
}
