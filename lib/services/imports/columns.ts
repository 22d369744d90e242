import type { ImportField } from "#lib/domain/api/import";
import { UnreadableFile } from "./unreadable-file.ts";

/** Headers in their compact spelling (letters and digits only), the likeliest first. */
const SPELLINGS: Record<ImportField, readonly string[]> = {
  phone_number: (
    "phonenumber phone phoneno phonenr mobile mobilenumber mobilephone mobileno cell cellphone cellnumber " +
    "telephone telephonenumber telephoneno tel telno contactnumber contactphone primaryphone workphone " +
    "businessphone homephone msisdn telefon telefono telefone handy"
  ).split(" "),
  first_name: ["firstname", "first", "givenname", "forename", "fname"],
  last_name: ["lastname", "last", "surname", "familyname", "lname"],
  name: ["name", "fullname", "contactname", "contact", "customername", "customer"],
  email: ["email", "emailaddress", "mail"],
  timezone: ["timezone", "tz"],
  priority: ["priority"],
  tags: ["tags", "tag", "labels", "label"],
};
/** A header that is none of these may still say that it holds a number ("Phone (mobile)"). */
const PHONE_WORDS = ["phone", "mobile"];
/** Each row costs as much as the file has columns, so a header of millions would keep a process busy for hours. */
const MAX_COLUMNS = 200;

export interface Columns {
  /** The headers as they stand in the file; an empty one is named by its place. */
  names: string[];
  /** For each column the field it fills; null: a custom field. */
  fields: (ImportField | null)[];
}

const compact = (header: string): string =>
  header
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");

/** Finds the fields by mapping, then by name. Throws UnreadableFile without a phone column, with a mapping of columns that are not there, or with too many columns. */
export function detectColumns(header: string[], mapping: Record<string, ImportField> | null): Columns {
  if (header.length > MAX_COLUMNS) {
    throw new UnreadableFile(
      `The file has ${header.length} columns. Remove some: at most ${MAX_COLUMNS} can be imported.`,
    );
  }
  // A cut may halve a surrogate pair, which Postgres refuses in JSON.
  const names = header.map((cell, i) => cell.trim().slice(0, 80).toWellFormed() || `column ${i + 1}`);
  const spelled = header.map(compact);
  const fields: (ImportField | null)[] = names.map(() => null);
  for (const [name, field] of Object.entries(mapping ?? {})) {
    const at = names.findIndex((n) => n.toLowerCase() === name.trim().toLowerCase());
    if (at === -1) {
      throw new UnreadableFile(`The mapping names a column that the file does not have: ${shorten(name)}.`);
    }
    fields[at] = field;
  }
  const isFree = (at: number): boolean => at !== -1 && fields[at] === null;
  for (const [field, spellings] of Object.entries(SPELLINGS) as [ImportField, readonly string[]][]) {
    if (fields.includes(field)) continue;
    for (const spelling of spellings) {
      const at = spelled.findIndex((s, i) => s === spelling && isFree(i));
      if (at === -1) continue;
      fields[at] = field;
      break;
    }
  }
  if (!fields.includes("phone_number")) {
    const at = spelled.findIndex((s, i) => isFree(i) && PHONE_WORDS.some((word) => s.includes(word)));
    if (at === -1) throw new UnreadableFile(noPhoneColumn(names));
    fields[at] = "phone_number";
  }
  return { names, fields };
}

function noPhoneColumn(names: string[]): string {
  const shown = names.slice(0, 20).map(shorten).join(", ");
  const more = names.length > 20 ? ` and ${names.length - 20} more` : "";
  return `No column holds phone numbers: the file has ${shown}${more}. Name one of them "phone".`;
}

const shorten = (name: string): string => (name.length > 40 ? `${name.slice(0, 40)}…` : name);
