import Link from "next/link";
import type { Client } from "#lib/domain/api/client";
import { maskPhone } from "@/components/format/phone";
import { RelativeTime } from "@/components/time/relative-time";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { CLIENT_TEXTS as T } from "./texts.ts";

/** A row leads to its client wherever it is clicked. */
export function ClientsTable({ clients }: { clients: Client[] }) {
  return (
    <Table label={T.title}>
      <thead>
        <tr>
          <HeadCell>{T.name}</HeadCell>
          <HeadCell>{T.number}</HeadCell>
          <HeadCell className="max-md:hidden">{T.email}</HeadCell>
          <HeadCell className="max-lg:hidden">{T.tags}</HeadCell>
          <HeadCell className="text-right max-sm:hidden">{T.lastCall}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {clients.map((client) => (
          <Row key={client.id}>
            <Cell className="max-w-64 py-2 max-sm:max-w-40">
              <Link
                href={`/clients/${client.id}`}
                className="block truncate font-medium text-ink after:absolute after:inset-0"
              >
                {client.name}
              </Link>
              <span className="block truncate text-xs text-ink-3">{client.company}</span>
            </Cell>
            <Cell className="whitespace-nowrap">
              {client.phone_number ? maskPhone(client.phone_number) : <span className="text-ink-3">–</span>}
            </Cell>
            <Cell className="max-w-56 truncate text-ink-2 max-md:hidden">{client.email}</Cell>
            <Cell className="max-w-40 truncate text-ink-2 max-lg:hidden">{client.tags.join(", ")}</Cell>
            <Cell className="text-right text-ink-2 max-sm:hidden">
              {client.last_call ? (
                <RelativeTime iso={client.last_call.requested_at} />
              ) : (
                <span className="text-ink-3">–</span>
              )}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
