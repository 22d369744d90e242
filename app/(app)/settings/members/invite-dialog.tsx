"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { InvitationInput, NewInvitation } from "#lib/domain/api/invitation";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { InviteForm } from "@/components/members/invite-form";
import { MEMBER_TEXTS as T } from "@/components/members/texts";
import { SecretDialog } from "@/components/settings/secret-dialog";
import { Dialog } from "@/components/ui/dialog";

/** Asks for the address, and shows the link once it is made. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient();
  const invite = useMutation({
    mutationFn: (input: InvitationInput) => fetchApi<NewInvitation>("/invitations", asJson("POST", input)),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["invitations"] }),
  });
  if (invite.data) return <LinkDialog invitation={invite.data} onClose={onClose} />;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={T.inviteTitle}
      description={T.inviteNote}
    >
      <InviteForm
        isPending={invite.isPending}
        error={invite.error ? sentenceOf(invite.error) : null}
        onSubmit={(input) => invite.mutate(input)}
        onCancel={onClose}
      />
    </Dialog>
  );
}

/** The link of an invitation, this one time. */
export function LinkDialog({ invitation, onClose }: { invitation: NewInvitation; onClose: () => void }) {
  return (
    <SecretDialog
      title={T.linkTitle}
      note={invitation.is_mailed ? T.mailed : T.notMailed}
      label={T.link}
      secret={invitation.link}
      onClose={onClose}
    />
  );
}
