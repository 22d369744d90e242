"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { Consent } from "#lib/domain/api/consent";
import type { Contact } from "#lib/domain/api/contact";
import type { Page } from "#lib/domain/api/page";
import { consentsKey, consentsQuery, verdictQuery } from "@/app/_client/contact-queries";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { ConsentForm } from "@/components/contacts/consent-form";
import { ConsentList } from "@/components/contacts/consent-list";
import { RevokeDialog } from "@/components/contacts/revoke-dialog";
import { CONSENT_TEXTS as T } from "@/components/contacts/texts";
import type { FormAction } from "@/components/forms/form-state";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";

interface ConsentsCardProps {
  contact: Contact;
  initial: Page<Consent>;
  save: FormAction;
}

/** What the contact agreed to; each change may change the gate's verdict, so it is asked anew. */
export function ConsentsCard({ contact, initial, save }: ConsentsCardProps) {
  const { data: consents } = useQuery(consentsQuery(contact.campaign_id, contact.id, initial));
  const [isAdding, setIsAdding] = useState(false);
  const [revoking, setRevoking] = useState<Consent | null>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const changed = (sentence: string): void => {
    toast("good", sentence);
    void queries.invalidateQueries({ queryKey: consentsKey(contact.campaign_id, contact.id) });
    void queries.invalidateQueries({ queryKey: verdictQuery(contact.campaign_id, contact.id).queryKey });
  };
  const revocation = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      fetchApi<Consent>(`/consents/${id}/revoke`, asJson("POST", { reason })),
    onSuccess: () => {
      setRevoking(null);
      changed(T.revoked);
    },
  });
  return (
    <Card aria-label={T.title}>
      <CardHeader
        title={T.title}
        note={T.note}
        actions={
          <Button size="sm" onClick={() => setIsAdding(true)}>
            <Plus aria-hidden />
            {T.add}
          </Button>
        }
      />
      <ConsentList consents={consents.items} onRevoke={setRevoking} />
      <Dialog open={isAdding} onOpenChange={setIsAdding} title={T.addTitle} description={T.addNote}>
        <ConsentForm
          action={save}
          onCancel={() => setIsAdding(false)}
          onDone={(sentence) => {
            setIsAdding(false);
            changed(sentence);
          }}
        />
      </Dialog>
      {revoking ? (
        <RevokeDialog
          isPending={revocation.isPending}
          error={revocation.error ? sentenceOf(revocation.error) : null}
          onClose={() => {
            revocation.reset();
            setRevoking(null);
          }}
          onRevoke={(reason) => revocation.mutate({ id: revoking.id, reason })}
        />
      ) : null}
    </Card>
  );
}
