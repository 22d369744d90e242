"use client";

import type { Client } from "#lib/domain/api/client";
import { DialogForm } from "@/components/forms/dialog-form";
import { type FormAction, fieldError } from "@/components/forms/form-state";
import { useForm } from "@/components/forms/use-form";
import { Input, Textarea } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { CLIENT_TEXTS as T } from "./texts.ts";

interface ClientFormProps {
  action: FormAction;
  /** null: a new one. */
  client: Client | null;
  onDone: (sentence: string) => void;
  onCancel: () => void;
}

const FIELDS = ["name", "company", "phone_number", "email", "notes", "tags"];

export function ClientForm({ action, client, onDone, onCancel }: ClientFormProps) {
  const form = useForm(action, (s) => onDone(s.done ?? T.saved));
  const error = (path: string): string | undefined => fieldError(form.state, path);
  return (
    <DialogForm
      form={form}
      fields={FIELDS}
      submit={client ? T.save : T.add}
      cancel={T.cancel}
      onCancel={onCancel}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field idPrefix="client" name="name" label={T.name} error={error("name")}>
          {(control) => (
            <Input {...control} required maxLength={200} autoComplete="off" defaultValue={client?.name} />
          )}
        </Field>
        <Field
          idPrefix="client"
          name="company"
          label={T.company}
          optional={T.optional}
          error={error("company")}
        >
          {(control) => (
            <Input {...control} maxLength={200} autoComplete="off" defaultValue={client?.company ?? ""} />
          )}
        </Field>
      </div>
      <Field
        idPrefix="client"
        name="phone_number"
        label={T.phone}
        hint={T.phoneHint}
        optional={T.optional}
        error={error("phone_number")}
      >
        {(control) => (
          <Input {...control} type="tel" autoComplete="off" defaultValue={client?.phone_number ?? ""} />
        )}
      </Field>
      <Field idPrefix="client" name="email" label={T.email} optional={T.optional} error={error("email")}>
        {(control) => (
          <Input {...control} type="email" autoComplete="off" defaultValue={client?.email ?? ""} />
        )}
      </Field>
      <Field
        idPrefix="client"
        name="tags"
        label={T.tags}
        hint={T.tagsHint}
        optional={T.optional}
        error={error("tags")}
      >
        {(control) => <Input {...control} autoComplete="off" defaultValue={client?.tags.join(", ") ?? ""} />}
      </Field>
      <Field idPrefix="client" name="notes" label={T.notes} optional={T.optional} error={error("notes")}>
        {(control) => <Textarea {...control} maxLength={4000} defaultValue={client?.notes ?? ""} />}
      </Field>
    </DialogForm>
  );
}
