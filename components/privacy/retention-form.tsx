"use client";

import { useState } from "react";
import type { Retention, RetentionPatch } from "#lib/domain/api/privacy";
import { SubmitButton } from "@/components/forms/submit-button";
import { Card, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { daysOf } from "./days-field.ts";
import { DATA_TEXTS as T } from "./texts.ts";

const FIELDS = [
  ["recordings_days", T.recordings, T.recordingsHint],
  ["transcripts_days", T.transcripts, T.transcriptsHint],
  ["events_days", T.events, T.eventsHint],
] as const;

interface RetentionFormProps {
  retention: Retention;
  canChange: boolean;
  isPending: boolean;
  error: string | null;
  onSave: (patch: RetentionPatch) => void;
}

export function RetentionForm({ retention, canChange, isPending, error, onSave }: RetentionFormProps) {
  const [draft, setDraft] = useState<Record<string, string>>({});
  const [wrong, setWrong] = useState<string | null>(null);
  const submit = (): void => {
    const patch: RetentionPatch = {};
    for (const [name] of FIELDS) {
      const days = daysOf(draft[name] ?? String(retention[name] ?? ""));
      if (days === undefined) return setWrong(name);
      patch[name] = days;
    }
    setWrong(null);
    onSave(patch);
  };
  return (
    <Card aria-label={T.retention}>
      <CardHeader title={T.retention} note={T.retentionNote} />
      <form
        className="flex flex-col gap-4 p-4"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        {error ? <Notice tone="bad">{error}</Notice> : null}
        <div className="grid gap-4 sm:grid-cols-3">
          {FIELDS.map(([name, label, hint]) => (
            <Field
              key={name}
              name={name}
              label={`${label} (${T.days})`}
              hint={hint}
              error={wrong === name ? "Give a whole number of days, or leave it empty." : undefined}
            >
              {(control) => (
                <Input
                  {...control}
                  inputMode="numeric"
                  placeholder={T.forGood}
                  disabled={!canChange}
                  value={draft[name] ?? String(retention[name] ?? "")}
                  onChange={({ target }) => setDraft({ ...draft, [name]: target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        {canChange ? (
          <div>
            <SubmitButton isPending={isPending}>{T.save}</SubmitButton>
          </div>
        ) : null}
      </form>
    </Card>
  );
}
