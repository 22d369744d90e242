import type { AdminAuditEntry } from "#lib/domain/api/admin";
import { RelativeTime } from "@/components/time/relative-time";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { ADMIN_TEXTS as T, actionText } from "./texts.ts";

export function AuditTable({ entries }: { entries: readonly AdminAuditEntry[] }) {
  return (
    <Table label={T.audit}>
      <thead>
        <tr>
          <HeadCell>{T.at}</HeadCell>
          <HeadCell>{T.action}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.business}</HeadCell>
          <HeadCell className="max-md:hidden">{T.operator}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.id}>
            <Cell className="text-ink-2">
              <RelativeTime iso={entry.at} />
            </Cell>
            <Cell className="max-w-80 py-2 max-sm:max-w-48">
              <span className="block truncate font-medium">{actionText(entry.action)}</span>
              <span className="block truncate text-xs text-ink-3">{entry.reason}</span>
            </Cell>
            <Cell className="max-w-48 truncate max-sm:hidden">{entry.business?.name ?? "–"}</Cell>
            <Cell className="max-w-56 truncate text-ink-2 max-md:hidden">{entry.operator_email ?? "–"}</Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
