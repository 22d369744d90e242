"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { SETTINGS_TEXTS as T } from "./texts.ts";

interface SureDialogProps {
  title: string;
  text: string;
  /** What the button says that does it. */
  verb: string;
  isPending: boolean;
  error: string | null;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks once before something that cannot be taken back. */
export function SureDialog({ title, text, verb, isPending, error, onConfirm, onClose }: SureDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={text}
      footer={
        <>
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button look="danger" disabled={isPending} onClick={onConfirm}>
            {verb}
          </Button>
        </>
      }
    >
      {error ? <Notice tone="bad">{error}</Notice> : null}
    </Dialog>
  );
}
