"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { DNC_TEXTS as T } from "./texts.ts";

interface DncDialogProps {
  /** Adding a number, or allowing calls to this one again. */
  mode: "add" | { remove: string };
  isPending: boolean;
  error: string | null;
  onSubmit: (given: { number: string; reason: string }) => void;
  onClose: () => void;
}

export function DncDialog({ mode, isPending, error, onSubmit, onClose }: DncDialogProps) {
  const [number, setNumber] = useState("");
  const [reason, setReason] = useState("");
  const isAdding = mode === "add";
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSubmit({ number, reason });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isAdding ? T.addTitle : T.removeTitle}
      description={isAdding ? T.addNote : `${mode.remove}. ${T.removeNote}`}
    >
      <form onSubmit={submit} className="flex flex-col gap-4">
        {error ? <Notice tone="bad">{error}</Notice> : null}
        {isAdding ? (
          <Field idPrefix="dnc" name="phone_number" label={T.number} hint={T.numberHint}>
            {(control) => (
              <Input
                {...control}
                type="tel"
                required
                autoComplete="off"
                value={number}
                onChange={(event) => setNumber(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        <Field
          idPrefix="dnc"
          name="reason"
          label={isAdding ? T.reason : T.removeReason}
          optional={isAdding ? T.optional : undefined}
        >
          {(control) => (
            <Input
              {...control}
              required={!isAdding}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button type="submit" look={isAdding ? "primary" : "danger"} disabled={isPending}>
            {isAdding ? T.add : T.remove}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
