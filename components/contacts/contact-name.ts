import type { Contact } from "#lib/domain/api/contact";

/** null: no name is known. */
export function contactName(contact: Pick<Contact, "first_name" | "last_name">): string | null {
  return [contact.first_name, contact.last_name].filter(Boolean).join(" ") || null;
}
