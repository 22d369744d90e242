import { CircleCheck, CircleSlash } from "lucide-react";
import type { AdminTenant } from "#lib/domain/api/admin";
import { formatCount, formatMinutes } from "@/components/format/numbers";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, NamelessHead, Row, Table } from "@/components/ui/table";
import { ADMIN_TEXTS as T } from "./texts.ts";

interface TenantsTableProps {
  tenants: readonly AdminTenant[];
  onMove: (tenant: AdminTenant) => void;
}

export function TenantsTable({ tenants, onMove }: TenantsTableProps) {
  return (
    <Table label={T.tenants}>
      <thead>
        <tr>
          <HeadCell>{T.business}</HeadCell>
          <HeadCell>{T.status}</HeadCell>
          <HeadCell className="text-right">{T.minutes}</HeadCell>
          <HeadCell className="text-right max-lg:hidden">{T.people}</HeadCell>
          <HeadCell className="text-right max-md:hidden">{T.running}</HeadCell>
          <HeadCell className="text-right max-md:hidden">{T.inProgress}</HeadCell>
          <HeadCell className="max-lg:hidden">{T.since}</HeadCell>
          <NamelessHead />
        </tr>
      </thead>
      <tbody>
        {tenants.map((tenant) => (
          <Row key={tenant.id}>
            <Cell className="max-w-56 py-2">
              <span className="block truncate font-medium">{tenant.business_name}</span>
              <span className="block truncate text-xs text-ink-3">
                {T.plan}: {tenant.plan}
              </span>
            </Cell>
            <Cell>
              {tenant.status === "active" ? (
                <Status tone="good" icon={CircleCheck}>
                  {T.active}
                </Status>
              ) : (
                <Status tone="bad" icon={CircleSlash}>
                  {T.suspended}
                </Status>
              )}
            </Cell>
            <Cell className="text-right whitespace-nowrap tabular-nums">
              {formatMinutes(tenant.minutes_used)} / {formatCount(tenant.plan_minutes)}
            </Cell>
            <Cell className="text-right tabular-nums max-lg:hidden">{formatCount(tenant.users)}</Cell>
            <Cell className="text-right tabular-nums max-md:hidden">
              {formatCount(tenant.running_campaigns)}
            </Cell>
            <Cell className="text-right tabular-nums max-md:hidden">
              {formatCount(tenant.calls_in_progress)}
            </Cell>
            <Cell className="text-ink-2 max-lg:hidden">
              <RelativeTime iso={tenant.created_at} />
            </Cell>
            <Cell className="text-right">
              <Button
                size="sm"
                look={tenant.status === "active" ? "danger-quiet" : "secondary"}
                aria-label={`${tenant.status === "active" ? T.suspend : T.unsuspend}: ${tenant.business_name}`}
                onClick={() => onMove(tenant)}
              >
                {tenant.status === "active" ? T.suspend : T.unsuspend}
              </Button>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
