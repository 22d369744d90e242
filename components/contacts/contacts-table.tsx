"use client";

import { Ban, Ellipsis, Scale, Trash2 } from "lucide-react";
import Link from "next/link";
import type { Contact } from "#lib/domain/api/contact";
import { CallOutcome } from "@/components/calls/call-outcome";
import { maskPhone } from "@/components/format/phone";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { contactName } from "./contact-name.ts";
import { contactState } from "./contact-state.ts";
import { CONTACT_TEXTS as T } from "./texts.ts";

interface ContactsTableProps {
  contacts: Contact[];
  /** Where the list is of more than one campaign. */
  withCampaign?: boolean;
  /** Ids; null: nothing can be selected here. */
  selected: ReadonlySet<string> | null;
  onSelect: (ids: string[], isSelected: boolean) => void;
  onRemove: (contact: Contact) => void;
  onWhy: (contact: Contact) => void;
}

const box = "block size-4 accent-[var(--accent-fill)]";

export function ContactsTable(props: ContactsTableProps) {
  const { contacts, withCampaign = false, selected, onSelect } = props;
  const ids = contacts.map(({ id }) => id);
  return (
    <Table label={T.title}>
      <thead>
        <tr>
          {selected ? (
            <HeadCell className="w-9">
              <input
                type="checkbox"
                aria-label={T.selectAll}
                className={box}
                checked={ids.length > 0 && ids.every((id) => selected.has(id))}
                onChange={(event) => onSelect(ids, event.target.checked)}
              />
            </HeadCell>
          ) : null}
          <HeadCell>Contact</HeadCell>
          <HeadCell>State</HeadCell>
          {withCampaign ? <HeadCell className="max-md:hidden">{T.campaign}</HeadCell> : null}
          <HeadCell className="max-lg:hidden">{T.tags}</HeadCell>
          <HeadCell className="text-right max-sm:hidden">Attempts</HeadCell>
          <HeadCell className="text-right max-sm:hidden">Last call</HeadCell>
          <HeadCell className="w-10">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {contacts.map((contact) => (
          <ContactRow key={contact.id} {...props} withCampaign={withCampaign} contact={contact} />
        ))}
      </tbody>
    </Table>
  );
}

interface ContactRowProps extends Omit<ContactsTableProps, "contacts"> {
  contact: Contact;
}

function ContactRow({ contact, withCampaign, selected, onSelect, onRemove, onWhy }: ContactRowProps) {
  const name = contactName(contact);
  const shown = name ?? maskPhone(contact.phone_number);
  const state = contactState(contact);
  return (
    <Row>
      {selected ? (
        <Cell className="w-9">
          <input
            type="checkbox"
            aria-label={`${T.select} ${shown}`}
            className={box}
            checked={selected.has(contact.id)}
            onChange={(event) => onSelect([contact.id], event.target.checked)}
          />
        </Cell>
      ) : null}
      <Cell className="max-w-56 py-2">
        <Link
          href={`/campaigns/${contact.campaign_id}/contacts/${contact.id}`}
          className="block truncate font-medium text-ink hover:underline"
        >
          {shown}
        </Link>
        <span className="block truncate text-xs text-ink-3">
          {name ? maskPhone(contact.phone_number) : (contact.email ?? "")}
        </span>
      </Cell>
      <Cell className="py-2">
        <span className="flex flex-wrap gap-1">
          <CallOutcome view={state.view} />
          {contact.do_not_call ? (
            <Status tone="warn" icon={Ban}>
              {T.doNotCall}
            </Status>
          ) : null}
        </span>
        {state.why || state.nextAt ? (
          <span className="mt-0.5 block text-xs text-ink-3">
            {state.why}
            {state.why && state.nextAt ? " · " : null}
            {state.nextAt ? <RelativeTime iso={state.nextAt} /> : null}
          </span>
        ) : null}
      </Cell>
      {withCampaign ? (
        <Cell className="max-w-48 truncate text-ink-2 max-md:hidden">{contact.campaign_name}</Cell>
      ) : null}
      <Cell className="max-w-40 truncate text-ink-2 max-lg:hidden">{contact.tags.join(", ")}</Cell>
      <Cell className="text-right max-sm:hidden">{contact.job?.attempts ?? 0}</Cell>
      <Cell className="text-right max-sm:hidden">
        {contact.last_call ? (
          <Link href={`/calls/${contact.last_call.id}`} className="text-accent hover:underline">
            <RelativeTime iso={contact.last_call.requested_at} />
          </Link>
        ) : (
          <span className="text-ink-3">–</span>
        )}
      </Cell>
      <Cell className="w-10">
        <Menu
          trigger={
            <Button look="quiet" size="icon" aria-label={`Actions for ${shown}`}>
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem onSelect={() => onWhy(contact)}>
            <Scale aria-hidden />
            {T.why}
          </MenuItem>
          <MenuItem danger onSelect={() => onRemove(contact)}>
            <Trash2 aria-hidden />
            {T.remove}
          </MenuItem>
        </Menu>
      </Cell>
    </Row>
  );
}
