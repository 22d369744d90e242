"use client";

import { type FormEvent, useState } from "react";
import type { PhoneNumber } from "#lib/domain/api/phone-number";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
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
  const submit = (event: FormEvent): void => {
    event.preventDefault();
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
      <form onSubmit={submit} className="flex flex-col gap-4">
        {error ? <Notice tone="bad">{error}</Notice> : null}
        {number ? null : (
          <Field idPrefix="number" name="phone_number" label={T.number} hint={T.numberHint}>
            {(control) => (
              <Input
                {...control}
                type="tel"
                required
                autoComplete="off"
                value={draft.phone_number}
                onChange={(event) => change({ phone_number: event.target.value })}
              />
            )}
          </Field>
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
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button type="submit" look="primary" disabled={isPending}>
            {number ? T.save : T.add}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
