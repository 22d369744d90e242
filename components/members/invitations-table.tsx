import { Clock, TimerOff } from "lucide-react";
import type { Invitation } from "#lib/domain/api/invitation";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { MEMBER_TEXTS as T, ROLE_TEXT } from "./texts.ts";

interface InvitationsTableProps {
  invitations: Invitation[];
  onResend: (invitation: Invitation) => void;
  onWithdraw: (invitation: Invitation) => void;
}

export function InvitationsTable({ invitations, onResend, onWithdraw }: InvitationsTableProps) {
  return (
    <Table label={T.invitations}>
      <thead>
        <tr>
          <HeadCell>{T.email}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.role}</HeadCell>
          <HeadCell className="max-md:hidden">{T.invited}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.status}</HeadCell>
          <HeadCell className="w-10">
            <span className="sr-only">{T.actions}</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {invitations.map((invitation) => (
          <Row key={invitation.id}>
            <Cell className="max-w-64 py-2 max-sm:max-w-36">
              <span className="block truncate font-medium">{invitation.email}</span>
              <span className="block truncate text-xs text-ink-3">{invitation.invited_by}</span>
            </Cell>
            <Cell className="max-sm:hidden">{ROLE_TEXT[invitation.role]}</Cell>
            <Cell className="text-ink-2 max-md:hidden">
              <RelativeTime iso={invitation.sent_at} />
            </Cell>
            <Cell className="max-sm:hidden">
              {invitation.is_expired ? (
                <Status tone="warn" icon={TimerOff}>
                  {T.expired}
                </Status>
              ) : (
                <Status tone="neutral" icon={Clock}>
                  {T.waiting}
                </Status>
              )}
            </Cell>
            <Cell>
              <div className="flex justify-end max-sm:flex-col max-sm:items-end">
                <Button size="sm" look="quiet" onClick={() => onResend(invitation)}>
                  {T.resend}
                </Button>
                <Button size="sm" look="quiet" onClick={() => onWithdraw(invitation)}>
                  {T.withdraw}
                </Button>
              </div>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
