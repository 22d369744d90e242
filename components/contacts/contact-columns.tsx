import { Ban, Ellipsis, Scale, Trash2 } from "lucide-react";
import { Link } from "@/components/ui/link";
import type { Contact } from "#lib/domain/api/contact";
import { CallOutcome } from "@/components/calls/call-outcome";
import type { Column } from "@/components/data-table/column";
import { ContactCell } from "@/components/data-table/contact-cell";
import { maskPhone } from "@/components/format/phone";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Status } from "@/components/ui/status";
import { contactName } from "./contact-name.ts";
import { contactState } from "./contact-state.ts";
import { CONTACT_TEXTS as T } from "./texts.ts";

interface ContactColumnsInput {
  /** Where the list is of more than one campaign. */
  withCampaign: boolean;
  onOpen: (contact: Contact) => void;
  onRemove: (contact: Contact) => void;
}

/** As a list calls a contact. */
export const shownName = (contact: Contact): string =>
  contactName(contact) ?? maskPhone(contact.phone_number);

export const contactColumns = ({
  withCampaign,
  onOpen,
  onRemove,
}: ContactColumnsInput): Column<Contact>[] => [
  {
    id: "contact",
    head: T.details,
    className: "max-w-56 py-1.5",
    cell: (contact) => (
      <ContactCell
        href={`/campaigns/${contact.campaign_id}/contacts/${contact.id}`}
        name={contactName(contact)}
        phoneNumber={contact.phone_number}
        note={contact.email}
        onOpen={() => onOpen(contact)}
      />
    ),
  },
  { id: "state", head: T.state, className: "py-1.5", cell: (contact) => <State contact={contact} /> },
  ...(withCampaign
    ? [
        {
          id: "campaign",
          head: T.campaign,
          className: "max-w-48 truncate text-ink-2 max-md:hidden",
          isOptional: true,
          cell: (contact: Contact) => contact.campaign_name,
        },
      ]
    : []),
  {
    id: "tags",
    head: T.tags,
    className: "max-w-40 truncate text-ink-2 max-lg:hidden",
    isOptional: true,
    cell: (contact) => contact.tags.join(", "),
  },
  {
    id: "email",
    head: T.email,
    className: "max-w-52 truncate text-ink-2 max-lg:hidden",
    isOptional: true,
    isHiddenAtFirst: true,
    cell: (contact) => contact.email,
  },
  {
    id: "attempts",
    head: T.attempts,
    className: "text-right max-sm:hidden",
    isOptional: true,
    cell: (contact) => contact.job?.attempts ?? 0,
  },
  {
    id: "last",
    head: T.lastCall,
    className: "text-right max-sm:hidden",
    isOptional: true,
    cell: (contact) =>
      contact.last_call ? (
        <Link href={`/calls/${contact.last_call.id}`} className="relative z-1 text-accent hover:underline">
          <RelativeTime iso={contact.last_call.requested_at} />
        </Link>
      ) : (
        <span className="text-ink-3">–</span>
      ),
  },
  {
    id: "actions",
    head: "",
    className: "w-10",
    cell: (contact) => (
      <span className="relative z-1">
        <Menu
          trigger={
            <Button look="quiet" size="icon" aria-label={`${T.actionsFor} ${shownName(contact)}`}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem onSelect={() => onOpen(contact)}>
            <Scale aria-hidden />
            {T.why}
          </MenuItem>
          <MenuItem danger onSelect={() => onRemove(contact)}>
            <Trash2 aria-hidden />
            {T.remove}
          </MenuItem>
        </Menu>
      </span>
    ),
  },
];

function State({ contact }: { contact: Contact }) {
  const { view, why, nextAt } = contactState(contact);
  return (
    <>
      <span className="flex flex-wrap gap-1">
        <CallOutcome view={view} />
        {contact.do_not_call ? (
          <Status tone="warn" icon={Ban}>
            {T.doNotCall}
          </Status>
        ) : null}
      </span>
      {why || nextAt ? (
        <span className="mt-0.5 block text-xs text-ink-3">
          {why}
          {why && nextAt ? " · " : null}
          {nextAt ? <RelativeTime iso={nextAt} /> : null}
        </span>
      ) : null}
    </>
  );
}
