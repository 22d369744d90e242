import type { AdminUser } from "#lib/domain/api/admin";
import { RelativeTime } from "@/components/time/relative-time";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { ADMIN_TEXTS as T } from "./texts.ts";

export function UsersTable({ users }: { users: readonly AdminUser[] }) {
  return (
    <Table label={T.users}>
      <thead>
        <tr>
          <HeadCell>{T.name}</HeadCell>
          <HeadCell>{T.business}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.role}</HeadCell>
          <HeadCell className="max-md:hidden">{T.since}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {users.map((user) => (
          <Row key={user.id}>
            <Cell className="max-w-64 py-2 max-sm:max-w-44">
              <span className="block truncate font-medium">{user.name}</span>
              <span className="block truncate text-xs text-ink-3">{user.email}</span>
            </Cell>
            <Cell className="max-w-56 truncate max-sm:max-w-36">{user.business_name}</Cell>
            <Cell className="text-ink-2 capitalize max-sm:hidden">{user.role}</Cell>
            <Cell className="text-ink-2 max-md:hidden">
              <RelativeTime iso={user.created_at} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
