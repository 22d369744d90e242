import { Link } from "@/components/ui/link";
import type { Client } from "#lib/domain/api/client";
import type { Column } from "@/components/data-table/column";
import { maskPhone } from "@/components/format/phone";
import { RelativeTime } from "@/components/time/relative-time";
import { CLIENT_TEXTS as T } from "./texts.ts";

const Dash = () => <span className="text-ink-3">–</span>;

/** A row leads to its client wherever it is clicked. */
export const CLIENT_COLUMNS: Column<Client>[] = [
  {
    id: "name",
    head: T.name,
    className: "max-w-64 py-1.5 max-sm:max-w-40",
    cell: (client) => (
      <>
        <Link
          href={`/clients/${client.id}`}
          className="block truncate font-medium text-ink after:absolute after:inset-0"
        >
          {client.name}
        </Link>
        <span className="block truncate text-xs text-ink-3">{client.company}</span>
      </>
    ),
  },
  {
    id: "number",
    head: T.number,
    className: "whitespace-nowrap",
    cell: (client) => (client.phone_number ? maskPhone(client.phone_number) : <Dash />),
  },
  {
    id: "email",
    head: T.email,
    className: "max-w-56 truncate text-ink-2 max-md:hidden",
    cell: (client) => client.email,
  },
  {
    id: "tags",
    head: T.tags,
    className: "max-w-40 truncate text-ink-2 max-lg:hidden",
    cell: (client) => client.tags.join(", "),
  },
  {
    id: "last",
    head: T.lastCall,
    className: "text-right text-ink-2 max-sm:hidden",
    cell: (client) => (client.last_call ? <RelativeTime iso={client.last_call.requested_at} /> : <Dash />),
  },
];
