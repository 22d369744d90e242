"use client";

import { useState } from "react";
import { AskingForm } from "@/components/forms/asking-form";
import { NumberField } from "@/components/forms/number-field";
import { Input } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
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
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isAdding ? T.addTitle : T.removeTitle}
      description={isAdding ? T.addNote : `${mode.remove}. ${T.removeNote}`}
    >
      <AskingForm
        error={error}
        isPending={isPending}
        submit={isAdding ? T.add : T.remove}
        isDangerous={!isAdding}
        cancel={T.cancel}
        onSubmit={() => onSubmit({ number, reason })}
        onCancel={onClose}
      >
        {isAdding ? <NumberField idPrefix="dnc" value={number} onChange={setNumber} /> : null}
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
      </AskingForm>
    </Dialog>
  );
}
