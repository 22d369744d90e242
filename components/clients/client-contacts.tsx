import { Link } from "@/components/ui/link";
import type { Contact } from "#lib/domain/api/contact";
import { CallOutcome } from "@/components/calls/call-outcome";
import { contactState } from "@/components/contacts/contact-state";
import { CLIENT_TEXTS as T } from "./texts.ts";

interface ClientContactsProps {
  contacts: Contact[];
  hasNumber: boolean;
}

/** Where campaigns have the client's number, and how each stands. */
export function ClientContacts({ contacts, hasNumber }: ClientContactsProps) {
  if (contacts.length === 0) {
    return <p className="px-4 py-4 text-sm text-ink-2">{hasNumber ? T.noContacts : T.noNumber}</p>;
  }
  return (
    <ul className="divide-y divide-line">
      {contacts.map((contact) => (
        <li
          key={contact.id}
          className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2.5"
        >
          <Link
            href={`/campaigns/${contact.campaign_id}/contacts/${contact.id}`}
            className="min-w-0 truncate text-sm font-medium text-ink hover:underline"
          >
            {contact.campaign_name}
          </Link>
          <CallOutcome view={contactState(contact).view} />
        </li>
      ))}
    </ul>
  );
}
