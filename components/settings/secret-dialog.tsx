"use client";

import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SecretBox } from "./secret-box.tsx";
import { SETTINGS_TEXTS as T } from "./texts.ts";

interface SecretDialogProps {
  title: string;
  note: string;
  label: string;
  /** null: nothing is shown. */
  secret: string | null;
  onClose: () => void;
}

export function SecretDialog({ title, note, label, secret, onClose }: SecretDialogProps) {
  if (secret === null) return null;
  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={title}
      description={note}
      footer={<Button onClick={onClose}>{T.done}</Button>}
    >
      <SecretBox label={label} secret={secret} />
    </Dialog>
  );
}
