"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { AdminTenant } from "#lib/domain/api/admin";
import { AdminList } from "@/app/_client/admin-list";
import { adminKey } from "@/app/_client/admin-queries";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { ReasonDialog } from "@/components/admin/reason-dialog";
import { TenantsTable } from "@/components/admin/tenants-table";
import { ADMIN_TEXTS as T } from "@/components/admin/texts";
import { useToast } from "@/components/ui/toast";

export function TenantsScreen() {
  const [moving, setMoving] = useState<AdminTenant | null>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const isActive = moving?.status === "active";
  const move = useMutation({
    mutationFn: ({ tenant, reason }: { tenant: AdminTenant; reason: string }) => {
      const verb = tenant.status === "active" ? "suspend" : "unsuspend";
      return fetchApi(`/admin/tenants/${tenant.id}/${verb}`, asJson("POST", { reason }));
    },
    onSuccess: (_, { tenant }) => {
      toast("good", tenant.status === "active" ? T.wasSuspended : T.wasUnsuspended);
      setMoving(null);
      return queries.invalidateQueries({ queryKey: adminKey });
    },
  });
  return (
    <>
      <AdminList<AdminTenant> list="tenants" title={T.tenants} search={T.searchNames}>
        {(tenants) => <TenantsTable tenants={tenants} onMove={setMoving} />}
      </AdminList>
      {moving === null ? null : (
        <ReasonDialog
          title={isActive ? T.suspendTitle : T.unsuspendTitle}
          text={`${moving.business_name}. ${isActive ? T.suspendText : T.unsuspendText}`}
          verb={isActive ? T.suspend : T.unsuspend}
          look={isActive ? "danger" : "primary"}
          isPending={move.isPending}
          error={move.error ? sentenceOf(move.error) : null}
          onConfirm={(reason) => move.mutate({ tenant: moving, reason })}
          onClose={() => {
            move.reset();
            setMoving(null);
          }}
        />
      )}
    </>
  );
}
