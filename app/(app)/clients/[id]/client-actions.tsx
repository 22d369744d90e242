"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Client } from "#lib/domain/api/client";
import { callsKey } from "@/app/_client/call-queries";
import { clientQuery, clientsKey } from "@/app/_client/client-queries";
import { allContactsKey } from "@/app/_client/contact-queries";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { ClientForm } from "@/components/clients/client-form";
import { CLIENT_TEXTS as T } from "@/components/clients/texts";
import type { FormAction } from "@/components/forms/form-state";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";

export function ClientActions({ client, save }: { client: Client; save: FormAction }) {
  const [dialog, setDialog] = useState<"edit" | "remove" | null>(null);
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const close = (): void => setDialog(null);
  /** With another number other contacts and calls are the client's. */
  const reload = (): Promise<unknown> =>
    Promise.all(
      [clientsKey, allContactsKey, callsKey].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  const archive = useMutation({
    mutationFn: (isArchived: boolean) =>
      fetchApi<Client>(`/clients/${client.id}`, asJson("PATCH", { is_archived: isArchived })),
    onSuccess: (updated) => {
      queries.setQueryData(clientQuery(client).queryKey, updated);
      toast("good", updated.archived_at ? T.wasArchived : T.wasRestored);
      return reload();
    },
    onError: (error) => toast("bad", sentenceOf(error)),
  });
  const removal = useMutation({
    mutationFn: () => fetchApi(`/clients/${client.id}`, { method: "DELETE" }),
    onSuccess: () => {
      toast("good", T.removed);
      router.push("/clients");
      return queries.invalidateQueries({ queryKey: [...clientsKey, "list"] });
    },
    onError: (error) => toast("bad", sentenceOf(error)),
    onSettled: close,
  });
  return (
    <>
      <Button onClick={() => setDialog("edit")}>{T.edit}</Button>
      <Button disabled={archive.isPending} onClick={() => archive.mutate(client.archived_at === null)}>
        {client.archived_at ? T.restore : T.archive}
      </Button>
      <Button look="danger-quiet" onClick={() => setDialog("remove")}>
        {T.remove}
      </Button>
      <Dialog open={dialog === "edit"} onOpenChange={close} title={T.editTitle} description={client.name}>
        <ClientForm
          action={save}
          client={client}
          onCancel={close}
          onDone={(sentence) => {
            close();
            toast("good", sentence);
            void reload();
          }}
        />
      </Dialog>
      <Dialog
        open={dialog === "remove"}
        onOpenChange={close}
        title={T.removeTitle}
        description={T.removeText}
        footer={
          <>
            <Button onClick={close}>{T.cancel}</Button>
            <Button look="danger" disabled={removal.isPending} onClick={() => removal.mutate()}>
              {T.remove}
            </Button>
          </>
        }
      />
    </>
  );
}
