/** What forms offer and schemas take: values alone, so that a form brings no schema to the browser. */

export const CONSENT_KINDS = ["express", "express_written", "existing_relationship"] as const;

export const CONSENT_SOURCES = ["form", "import", "api", "call", "user"] as const;

/** The fields of a contact that a column can fill. */
export const IMPORT_FIELDS = [
  "phone_number",
  "first_name",
  "last_name",
  "name",
  "email",
  "timezone",
  "priority",
  "tags",
  "consent",
] as const;

/** What becomes of a column: a field, a custom field by its own name, or nothing. */
export const COLUMN_USES = [...IMPORT_FIELDS, "custom", "ignore"] as const;

export const FILE_ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;

export const DELIMITERS = [",", ";", "\t", "|"] as const;

/** Owners are made out of members, by owners. */
export const INVITED_ROLES = ["user", "admin"] as const;

/** `dial`: what makes phones ring, or lets a campaign go on; `write`: every other change. */
export const API_SCOPES = ["read", "write", "dial"] as const;

/** A key never acts as the owner. */
export const API_KEY_ROLES = ["admin", "user"] as const;

/** What an endpoint can ask to be told. */
export const WEBHOOK_EVENTS = ["call.ended", "call.corrected", "call.analysed", "campaign.status"] as const;
