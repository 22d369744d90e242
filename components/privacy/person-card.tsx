"use client";

import { Download, Eraser } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { TypedConfirm } from "@/components/ui/typed-confirm";
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
  const [isAsking, setIsAsking] = useState(false);
  const isGiven = number.trim() !== "";
  const erase = async (): Promise<void> => {
    if (await onErase(number)) setNumber("");
    setIsAsking(false);
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
          <Button look="danger-quiet" disabled={!isGiven || isPending} onClick={() => setIsAsking(true)}>
            <Eraser aria-hidden />
            {T.erase}
          </Button>
        </div>
      </div>
      {isAsking ? (
        <TypedConfirm
          onClose={() => setIsAsking(false)}
          expected={number}
          isPending={isPending}
          onConfirm={() => void erase()}
          texts={{
            title: T.eraseTitle,
            description: T.eraseText,
            label: T.eraseConfirm,
            cancel: T.cancel,
            confirm: T.eraseNow,
          }}
        />
      ) : null}
    </Card>
  );
}
