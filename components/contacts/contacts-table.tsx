"use client";

import { Ellipsis, Scale, Trash2 } from "lucide-react";
import Link from "next/link";
import type { Contact } from "#lib/domain/api/contact";
import { CallOutcome } from "@/components/calls/call-outcome";
import { maskPhone } from "@/components/format/phone";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { contactState } from "./contact-state.ts";
import { CONTACT_TEXTS } from "./texts.ts";

interface ContactsTableProps {
  contacts: Contact[];
  onRemove: (contact: Contact) => void;
  onWhy: (contact: Contact) => void;
}

export function ContactsTable({ contacts, onRemove, onWhy }: ContactsTableProps) {
  return (
    <Table label={CONTACT_TEXTS.title}>
      <thead>
        <tr>
          <HeadCell>Contact</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell className="text-right max-sm:hidden">Attempts</HeadCell>
          <HeadCell className="text-right max-sm:hidden">Last call</HeadCell>
          <HeadCell className="w-10">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {contacts.map((contact) => (
          <ContactRow key={contact.id} contact={contact} onRemove={onRemove} onWhy={onWhy} />
        ))}
      </tbody>
    </Table>
  );
}

interface ContactRowProps extends Omit<ContactsTableProps, "contacts"> {
  contact: Contact;
}

function ContactRow({ contact, onRemove, onWhy }: ContactRowProps) {
  const name = contactName(contact);
  const state = contactState(contact);
  return (
    <Row>
      <Cell className="max-w-56 py-2">
        <span className="block truncate font-medium">{name ?? maskPhone(contact.phone_number)}</span>
        <span className="block truncate text-xs text-ink-3">
          {name ? maskPhone(contact.phone_number) : (contact.email ?? "")}
        </span>
      </Cell>
      <Cell className="py-2">
        <CallOutcome view={state.view} />
        {state.why || state.nextAt ? (
          <span className="mt-0.5 block text-xs text-ink-3">
            {state.why}
            {state.why && state.nextAt ? " · " : null}
            {state.nextAt ? <RelativeTime iso={state.nextAt} /> : null}
          </span>
        ) : null}
      </Cell>
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
            <Button
              look="quiet"
              size="icon"
              aria-label={`Actions for ${name ?? maskPhone(contact.phone_number)}`}
            >
              <Ellipsis aria-hidden />
            </Button>
          }
        >
          <MenuItem onSelect={() => onWhy(contact)}>
            <Scale aria-hidden />
            {CONTACT_TEXTS.why}
          </MenuItem>
          <MenuItem danger onSelect={() => onRemove(contact)}>
            <Trash2 aria-hidden />
            {CONTACT_TEXTS.remove}
          </MenuItem>
        </Menu>
      </Cell>
    </Row>
  );
}

function contactName(contact: Contact): string | null {
  return [contact.first_name, contact.last_name].filter(Boolean).join(" ") || null;
}
