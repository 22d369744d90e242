"use client";

import type { AdminUser } from "#lib/domain/api/admin";
import { AdminList } from "@/app/_client/admin-list";
import { ADMIN_TEXTS as T } from "@/components/admin/texts";
import { UsersTable } from "@/components/admin/users-table";

export default function UsersPage() {
  return (
    <AdminList<AdminUser> list="users" title={T.users} search={T.searchPeople}>
      {(users) => <UsersTable users={users} />}
    </AdminList>
  );
}
