import { MonitorCheck } from "lucide-react";
import type { UserSession } from "#lib/domain/api/user-session";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { deviceOf } from "./device.ts";
import { ACCOUNT_TEXTS as T } from "./texts.ts";

interface SessionsTableProps {
  sessions: UserSession[];
  onEnd: (session: UserSession) => void;
}

export function SessionsTable({ sessions, onEnd }: SessionsTableProps) {
  return (
    <Table label={T.sessions}>
      <thead>
        <tr>
          <HeadCell>{T.device}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.address}</HeadCell>
          <HeadCell className="max-md:hidden">{T.since}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.lastSeen}</HeadCell>
          <HeadCell className="w-10">
            <span className="sr-only">{T.actions}</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <Row key={session.id}>
            <Cell className="max-w-64 truncate" title={session.user_agent}>
              {deviceOf(session.user_agent) || T.unknownDevice}
            </Cell>
            <Cell className="font-mono text-xs max-sm:hidden">{session.address || "–"}</Cell>
            <Cell className="text-ink-2 max-md:hidden">
              <RelativeTime iso={session.created_at} />
            </Cell>
            <Cell className="text-ink-2 max-sm:hidden">
              <RelativeTime iso={session.last_seen_at} />
            </Cell>
            <Cell className="text-right">
              {session.is_current ? (
                <Status tone="good" icon={MonitorCheck}>
                  {T.here}
                </Status>
              ) : (
                <Button size="sm" look="quiet" onClick={() => onEnd(session)}>
                  {T.end}
                </Button>
              )}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
