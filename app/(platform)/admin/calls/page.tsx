"use client";

import type { AdminCall } from "#lib/domain/api/admin";
import { AdminList } from "@/app/_client/admin-list";
import { PlatformCallsTable } from "@/components/admin/platform-calls-table";
import { ADMIN_TEXTS as T } from "@/components/admin/texts";

export default function PlatformCallsPage() {
  return (
    <AdminList<AdminCall>
      list="calls"
      title={T.calls}
      tools={<p className="text-xs text-ink-3">{T.callsNote}</p>}
    >
      {(calls) => <PlatformCallsTable calls={calls} />}
    </AdminList>
  );
}
