import { CircleCheck, CircleOff } from "lucide-react";
import type { ApiKey } from "#lib/domain/api/api-key";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { API_KEY_TEXTS as T, SCOPE_TEXT } from "./texts.ts";

interface ApiKeysTableProps {
  keys: ApiKey[];
  onRevoke: (key: ApiKey) => void;
}

export function ApiKeysTable({ keys, onRevoke }: ApiKeysTableProps) {
  return (
    <Table label={T.title}>
      <thead>
        <tr>
          <HeadCell>{T.name}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.key}</HeadCell>
          <HeadCell className="max-md:hidden">{T.scopes}</HeadCell>
          <HeadCell className="max-lg:hidden">{T.role}</HeadCell>
          <HeadCell className="max-md:hidden">{T.lastUsed}</HeadCell>
          <HeadCell>{T.status}</HeadCell>
          <HeadCell className="w-10">
            <span className="sr-only">{T.revoke}</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <Row key={key.id}>
            <Cell className="max-w-56 py-2 max-sm:max-w-32">
              <span className="block truncate font-medium">{key.name}</span>
              <span className="block truncate text-xs text-ink-3">{key.created_by}</span>
            </Cell>
            <Cell className="font-mono text-xs max-sm:hidden">{key.prefix}…</Cell>
            <Cell className="text-ink-2 max-md:hidden">
              {key.scopes.map((scope) => SCOPE_TEXT[scope].label).join(", ")}
            </Cell>
            <Cell className="text-ink-2 max-lg:hidden">{T.roles[key.role]}</Cell>
            <Cell className="text-ink-2 max-md:hidden">
              {key.last_used_at ? <RelativeTime iso={key.last_used_at} /> : T.never}
            </Cell>
            <Cell>
              {key.revoked_at ? (
                <Status tone="neutral" icon={CircleOff}>
                  {T.revoked}
                </Status>
              ) : (
                <Status tone="good" icon={CircleCheck}>
                  {T.active}
                </Status>
              )}
            </Cell>
            <Cell className="text-right">
              {key.revoked_at ? null : (
                <Button size="sm" look="quiet" onClick={() => onRevoke(key)}>
                  {T.revoke}
                </Button>
              )}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
