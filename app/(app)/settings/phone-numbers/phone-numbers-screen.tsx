"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Phone, Plus } from "lucide-react";
import { useState } from "react";
import type { Page } from "#lib/domain/api/page";
import type { PhoneNumber } from "#lib/domain/api/phone-number";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { phoneNumbersQuery } from "@/app/_client/phone-number-queries";
import { PhoneNumberDialog, type PhoneNumberDraft } from "@/components/phone-numbers/phone-number-dialog";
import { PhoneNumbersTable } from "@/components/phone-numbers/phone-numbers-table";
import { PHONE_NUMBER_TEXTS as T } from "@/components/phone-numbers/texts";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { useToast } from "@/components/ui/toast";

interface PhoneNumbersScreenProps {
  initial: Page<PhoneNumber>;
  canChange: boolean;
}

type Change =
  | { add: PhoneNumberDraft }
  | { change: PhoneNumber; to: PhoneNumberDraft }
  | { remove: PhoneNumber };

/** The sentence that tells what was done. */
async function make(change: Change): Promise<string> {
  if ("add" in change) {
    await fetchApi("/phone-numbers", asJson("POST", change.add));
    return T.added;
  }
  if ("remove" in change) {
    await fetchApi(`/phone-numbers/${change.remove.id}`, { method: "DELETE" });
    return T.removed;
  }
  const { phone_number: _, ...patch } = change.to;
  await fetchApi(`/phone-numbers/${change.change.id}`, asJson("PATCH", patch));
  return T.saved;
}

export function PhoneNumbersScreen({ initial, canChange }: PhoneNumbersScreenProps) {
  const list = useQuery(phoneNumbersQuery(initial));
  const [dialog, setDialog] = useState<"add" | { edit: PhoneNumber } | { remove: PhoneNumber } | null>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const change = useMutation({
    mutationFn: make,
    onSuccess: (sentence) => {
      toast("good", sentence);
      setDialog(null);
      return queries.invalidateQueries({ queryKey: phoneNumbersQuery(initial).queryKey });
    },
  });
  const open = (what: typeof dialog): void => {
    change.reset();
    setDialog(what);
  };
  const close = (): void => setDialog(null);
  const error = change.error ? sentenceOf(change.error) : null;
  const numbers = list.data.items;
  return (
    <Card aria-label={T.title}>
      <CardHeader
        title={T.title}
        note={T.note}
        actions={
          canChange ? (
            <Button look="primary" onClick={() => open("add")}>
              <Plus aria-hidden />
              {T.add}
            </Button>
          ) : null
        }
      />
      {numbers.length === 0 ? (
        <EmptyState icon={Phone} title={T.emptyTitle} text={T.emptyText} />
      ) : (
        <PhoneNumbersTable
          numbers={numbers}
          onEdit={canChange ? (edit) => open({ edit }) : null}
          onRemove={canChange ? (remove) => open({ remove }) : null}
        />
      )}
      {dialog !== null && (dialog === "add" || "edit" in dialog) ? (
        <PhoneNumberDialog
          number={dialog === "add" ? null : dialog.edit}
          isPending={change.isPending}
          error={error}
          onClose={close}
          onSubmit={(draft) =>
            change.mutate(dialog === "add" ? { add: draft } : { change: dialog.edit, to: draft })
          }
        />
      ) : null}
      {dialog !== null && dialog !== "add" && "remove" in dialog ? (
        <Dialog
          open
          onOpenChange={close}
          title={T.removeTitle}
          description={error ?? `${dialog.remove.phone_number}. ${T.removeText}`}
          footer={
            <>
              <Button onClick={close}>{T.cancel}</Button>
              <Button
                look="danger"
                disabled={change.isPending}
                onClick={() => change.mutate({ remove: dialog.remove })}
              >
                {T.remove}
              </Button>
            </>
          }
        />
      ) : null}
    </Card>
  );
}
