"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Textarea } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { ADMIN_TEXTS as T } from "./texts.ts";

interface ReasonDialogProps {
  title: string;
  text: string;
  verb: string;
  look: "danger" | "primary";
  isPending: boolean;
  error: string | null;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}

/** What an operator does needs a reason. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { title, text, verb, look, isPending, error, onConfirm, onClose } = props;
  const [reason, setReason] = useState("");
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={text}
      footer={
        <>
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button look={look} disabled={isPending || reason.trim() === ""} onClick={() => onConfirm(reason)}>
            {verb}
          </Button>
        </>
      }
    >
      {error ? <Notice tone="bad">{error}</Notice> : null}
      <Field name="reason" label={T.reason} hint={T.reasonHint}>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
    </Dialog>
  );
}
