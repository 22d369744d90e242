"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Phone, Plus } from "lucide-react";
import { useState } from "react";
import type { Page } from "#lib/domain/api/page";
import type { PhoneNumber } from "#lib/domain/api/phone-number";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { phoneNumbersQuery } from "@/app/_client/phone-number-queries";
import { PhoneNumberDialog, type PhoneNumberDraft } from "@/components/phone-numbers/phone-number-dialog";
import { phoneNumberColumns } from "@/components/phone-numbers/phone-number-columns";
import { PHONE_NUMBER_TEXTS as T } from "@/components/phone-numbers/texts";
import { SureDialog } from "@/components/settings/sure-dialog";
import { DataTable } from "@/components/data-table/data-table";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
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
        <DataTable
          label={T.title}
          columns={phoneNumberColumns(
            canChange ? { onEdit: (edit) => open({ edit }), onRemove: (remove) => open({ remove }) } : null,
          )}
          items={numbers}
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
        <SureDialog
          title={T.removeTitle}
          text={`${dialog.remove.phone_number}. ${T.removeText}`}
          verb={T.remove}
          isPending={change.isPending}
          error={error}
          onConfirm={() => change.mutate({ remove: dialog.remove })}
          onClose={close}
        />
      ) : null}
    </Card>
  );
}
