"use client";

import { useState } from "react";
import { PURPOSES } from "#lib/domain/statuses";
import { DialogForm } from "@/components/forms/dialog-form";
import { type FormAction, fieldError } from "@/components/forms/form-state";
import { useForm } from "@/components/forms/use-form";
import { Input, Select, Textarea } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { CONSENT_KIND_TEXT, CONSENT_SOURCE_TEXT, CONSENT_TEXTS as T, PURPOSE_TEXT } from "./texts.ts";
import { CONSENT_KINDS, CONSENT_SOURCES } from "#lib/domain/choices";

interface ConsentFormProps {
  action: FormAction;
  onDone: (sentence: string) => void;
  onCancel: () => void;
}

const FIELDS = ["kind", "purpose", "source", "text", "given_at", "evidence.note"];

/** The moment that a `datetime-local` names in the browser's own time zone; what is none is left for the server to refuse. */
function utcOf(local: string): string {
  const at = new Date(local);
  return local === "" || Number.isNaN(at.getTime()) ? local : at.toISOString();
}

export function ConsentForm({ action, onDone, onCancel }: ConsentFormProps) {
  const [givenAt, setGivenAt] = useState("");
  const form = useForm(action, (s) => onDone(s.done ?? T.recorded));
  const error = (path: string): string | undefined => fieldError(form.state, path);
  return (
    <DialogForm form={form} fields={FIELDS} submit={T.add} cancel={T.cancel} onCancel={onCancel}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field idPrefix="consent" name="purpose" label={T.purpose} error={error("purpose")}>
          {(control) => (
            <Select {...control} defaultValue="marketing">
              {PURPOSES.map((purpose) => (
                <option key={purpose} value={purpose}>
                  {PURPOSE_TEXT[purpose]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field idPrefix="consent" name="kind" label={T.kind} error={error("kind")}>
          {(control) => (
            <Select {...control} defaultValue="express_written">
              {CONSENT_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {CONSENT_KIND_TEXT[kind]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field idPrefix="consent" name="source" label={T.source} error={error("source")}>
          {(control) => (
            <Select {...control} defaultValue="form">
              {CONSENT_SOURCES.map((source) => (
                <option key={source} value={source}>
                  {CONSENT_SOURCE_TEXT[source]}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field
          idPrefix="consent"
          name="given_at"
          label={T.givenAt}
          hint={T.givenAtHint}
          optional={T.optional}
          error={error("given_at")}
        >
          {({ name, ...control }) => (
            <>
              <Input
                {...control}
                type="datetime-local"
                value={givenAt}
                onChange={(event) => setGivenAt(event.target.value)}
              />
              <input type="hidden" name={name} value={utcOf(givenAt)} />
            </>
          )}
        </Field>
      </div>
      <Field
        idPrefix="consent"
        name="text"
        label={T.text}
        hint={T.textHint}
        optional={T.optional}
        error={error("text")}
      >
        {(control) => <Textarea {...control} rows={3} maxLength={4000} />}
      </Field>
      <Field
        idPrefix="consent"
        name="evidence"
        label={T.evidence}
        hint={T.evidenceHint}
        optional={T.optional}
        error={error("evidence.note")}
      >
        {(control) => <Input {...control} maxLength={2000} autoComplete="off" />}
      </Field>
    </DialogForm>
  );
}
