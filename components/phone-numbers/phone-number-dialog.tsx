"use client";

import { useState } from "react";
import type { PhoneNumber } from "#lib/domain/api/phone-number";
import { AskingForm } from "@/components/forms/asking-form";
import { NumberField } from "@/components/forms/number-field";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { PHONE_NUMBER_TEXTS as T } from "./texts.ts";

export interface PhoneNumberDraft {
  phone_number: string;
  label: string;
  daily_cap: number;
  is_active: boolean;
}

interface PhoneNumberDialogProps {
  /** null: a new one. */
  number: PhoneNumber | null;
  isPending: boolean;
  error: string | null;
  onSubmit: (draft: PhoneNumberDraft) => void;
  onClose: () => void;
}

const NEW: PhoneNumberDraft = { phone_number: "", label: "", daily_cap: 100, is_active: true };

export function PhoneNumberDialog({ number, isPending, error, onSubmit, onClose }: PhoneNumberDialogProps) {
  const [draft, setDraft] = useState<PhoneNumberDraft>(number ?? NEW);
  const change = (part: Partial<PhoneNumberDraft>): void => setDraft({ ...draft, ...part });
  const submit = (): void => {
    const { phone_number, label, daily_cap, is_active } = draft;
    onSubmit({ phone_number, label, daily_cap, is_active });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={number ? T.editTitle : T.addTitle}
      description={number ? number.phone_number : T.addNote}
    >
      <AskingForm
        error={error}
        isPending={isPending}
        submit={number ? T.save : T.add}
        cancel={T.cancel}
        onSubmit={submit}
        onCancel={onClose}
      >
        {number ? null : (
          <NumberField
            idPrefix="number"
            value={draft.phone_number}
            onChange={(phone_number) => change({ phone_number })}
          />
        )}
        <Field idPrefix="number" name="label" label={T.label} optional={T.optional}>
          {(control) => (
            <Input
              {...control}
              maxLength={120}
              autoComplete="off"
              value={draft.label}
              onChange={(event) => change({ label: event.target.value })}
            />
          )}
        </Field>
        <Field idPrefix="number" name="daily_cap" label={T.cap} hint={T.capHint}>
          {(control) => (
            <Input
              {...control}
              type="number"
              required
              min={1}
              max={10_000}
              value={draft.daily_cap}
              onChange={(event) => change({ daily_cap: event.target.valueAsNumber })}
            />
          )}
        </Field>
        <Checkbox
          label={T.active}
          checked={draft.is_active}
          onChange={(event) => change({ is_active: event.target.checked })}
        />
      </AskingForm>
    </Dialog>
  );
}
