"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Invitation, NewInvitation } from "#lib/domain/api/invitation";
import type { Page } from "#lib/domain/api/page";
import { fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { invitationsQuery } from "@/app/_client/member-queries";
import { InvitationsTable } from "@/components/members/invitations-table";
import { MEMBER_TEXTS as T } from "@/components/members/texts";
import { SureDialog } from "@/components/settings/sure-dialog";
import { Card, CardHeader } from "@/components/ui/card";
import { useToast } from "@/components/ui/toast";
import { LinkDialog } from "./invite-dialog.tsx";

/** Nothing is shown where nothing waits. */
export function InvitationsCard({ initial }: { initial: Page<Invitation> }) {
  const list = useQuery(invitationsQuery(initial));
  const [withdrawn, setWithdrawn] = useState<Invitation | null>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const { queryKey } = invitationsQuery(initial);
  const resend = useMutation({
    mutationFn: (id: string) => fetchApi<NewInvitation>(`/invitations/${id}/resend`, { method: "POST" }),
    onSuccess: () => queries.invalidateQueries({ queryKey }),
    onError: (error) => toast("bad", sentenceOf(error)),
  });
  const withdraw = useMutation({
    mutationFn: (id: string) => fetchApi(`/invitations/${id}`, { method: "DELETE" }),
    onSuccess: () => {
      toast("good", T.withdrawn);
      setWithdrawn(null);
      return queries.invalidateQueries({ queryKey });
    },
  });
  if (list.data.items.length === 0) return null;
  return (
    <Card aria-label={T.invitations}>
      <CardHeader title={T.invitations} />
      <InvitationsTable
        invitations={list.data.items}
        onResend={({ id }) => resend.mutate(id)}
        onWithdraw={(invitation) => {
          withdraw.reset();
          setWithdrawn(invitation);
        }}
      />
      {resend.data ? <LinkDialog invitation={resend.data} onClose={() => resend.reset()} /> : null}
      {withdrawn ? (
        <SureDialog
          title={T.withdrawTitle}
          text={`${withdrawn.email}. ${T.withdrawText}`}
          verb={T.withdraw}
          isPending={withdraw.isPending}
          error={withdraw.error ? sentenceOf(withdraw.error) : null}
          onConfirm={() => withdraw.mutate(withdrawn.id)}
          onClose={() => setWithdrawn(null)}
        />
      ) : null}
    </Card>
  );
}
