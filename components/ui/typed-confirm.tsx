"use client";

import { useState } from "react";
import { Button } from "./button.tsx";
import { Input } from "./control.tsx";
import { Dialog } from "./dialog.tsx";
import { Field } from "./field.tsx";

interface TypedConfirmProps {
  onClose: () => void;
  /** What has to be typed before the button can be pressed. */
  expected: string;
  isPending: boolean;
  onConfirm: () => void;
  texts: {
    title: string;
    description: string;
    label: string;
    hint?: string;
    cancel: string;
    confirm: string;
  };
}

/** Asks for what cannot be undone, and not by a click alone. There while it asks, so that it begins empty each time. */
export function TypedConfirm({ onClose, expected, isPending, onConfirm, texts }: TypedConfirmProps) {
  const [typed, setTyped] = useState("");
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={texts.title}
      description={texts.description}
      footer={
        <>
          <Button onClick={onClose}>{texts.cancel}</Button>
          <Button look="danger" disabled={isPending || typed.trim() !== expected.trim()} onClick={onConfirm}>
            {texts.confirm}
          </Button>
        </>
      }
    >
      <Field name="again" label={texts.label} hint={texts.hint}>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}
