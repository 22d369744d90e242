"use client";

import type { ReactNode } from "react";
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
  /** What there is to choose with it. */
  children?: ReactNode;
}

/** Asks once before something that cannot be taken back. */
export function SureDialog(props: SureDialogProps) {
  const { title, text, verb, isPending, error, onConfirm, onClose, children } = props;
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
      {children}
    </Dialog>
  );
}
