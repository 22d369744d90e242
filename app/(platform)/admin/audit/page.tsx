"use client";

import { useState } from "react";
import type { AdminAuditEntry } from "#lib/domain/api/admin";
import { AdminList } from "@/app/_client/admin-list";
import { AuditTable } from "@/components/admin/audit-table";
import { ADMIN_TEXTS as T } from "@/components/admin/texts";
import { Checkbox } from "@/components/ui/checkbox";

export default function AuditPage() {
  const [looks, setLooks] = useState(false);
  return (
    <AdminList<AdminAuditEntry>
      list="audit"
      title={T.audit}
      asked={{ looks: String(looks) }}
      tools={<Checkbox label={T.looks} checked={looks} onChange={({ target }) => setLooks(target.checked)} />}
    >
      {(entries) => <AuditTable entries={entries} />}
    </AdminList>
  );
}
