"use client";

import { Download, Eraser } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { DATA_TEXTS as T } from "./texts.ts";

interface PersonCardProps {
  isPending: boolean;
  error: string | null;
  onExport: (number: string) => void;
  /** Resolves true when it was done. */
  onErase: (number: string) => Promise<boolean>;
}

/** Whose data it is, and what is to become of it; erasing asks for the number once more. */
export function PersonCard({ isPending, error, onExport, onErase }: PersonCardProps) {
  const [number, setNumber] = useState("");
  const [again, setAgain] = useState<string | null>(null);
  const isGiven = number.trim() !== "";
  const erase = async (): Promise<void> => {
    if (await onErase(number)) setNumber("");
    setAgain(null);
  };
  return (
    <Card aria-label={T.person}>
      <CardHeader title={T.person} note={T.personNote} />
      <div className="flex flex-col gap-4 p-4">
        {error ? <Notice tone="bad">{error}</Notice> : null}
        <Field name="phone_number" label={T.number} hint={T.numberHint} className="max-w-sm">
          {(control) => (
            <Input
              {...control}
              type="tel"
              autoComplete="off"
              value={number}
              onChange={({ target }) => setNumber(target.value)}
            />
          )}
        </Field>
        <div className="flex flex-wrap gap-2">
          <Button disabled={!isGiven || isPending} onClick={() => onExport(number)}>
            <Download aria-hidden />
            {T.exportIt}
          </Button>
          <Button look="danger-quiet" disabled={!isGiven || isPending} onClick={() => setAgain("")}>
            <Eraser aria-hidden />
            {T.erase}
          </Button>
        </div>
      </div>
      <Dialog
        open={again !== null}
        onOpenChange={(isOpen) => !isOpen && setAgain(null)}
        title={T.eraseTitle}
        description={T.eraseText}
        footer={
          <>
            <Button onClick={() => setAgain(null)}>{T.cancel}</Button>
            <Button
              look="danger"
              disabled={isPending || again?.trim() !== number.trim()}
              onClick={() => void erase()}
            >
              {T.eraseNow}
            </Button>
          </>
        }
      >
        <Field name="again" label={T.eraseConfirm}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={again ?? ""}
              onChange={({ target }) => setAgain(target.value)}
            />
          )}
        </Field>
      </Dialog>
    </Card>
  );
}
