"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { CONSENT_TEXTS as T } from "./texts.ts";

interface RevokeDialogProps {
  isPending: boolean;
  error: string | null;
  onClose: () => void;
  onRevoke: (reason: string) => void;
}

export function RevokeDialog({ isPending, error, onClose, onRevoke }: RevokeDialogProps) {
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onRevoke(reason);
  };
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={T.revokeTitle} description={T.revokeText}>
      <form onSubmit={submit} className="flex flex-col gap-4">
        {error ? <Notice tone="bad">{error}</Notice> : null}
        <Field idPrefix="revoke" name="reason" label={T.revokeReason} optional={T.optional}>
          {(control) => (
            <Input
              {...control}
              maxLength={500}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button type="submit" look="danger" disabled={isPending}>
            {T.revoke}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
