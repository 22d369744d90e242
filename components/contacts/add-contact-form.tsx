"use client";

import { DialogForm } from "@/components/forms/dialog-form";
import { type FormAction, fieldError } from "@/components/forms/form-state";
import { useForm } from "@/components/forms/use-form";
import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { CONTACT_TEXTS } from "./texts.ts";

interface AddContactFormProps {
  action: FormAction;
  onAdded: (sentence: string) => void;
  onCancel: () => void;
}

const FIELDS = ["phone_number", "first_name", "last_name", "email", "timezone"];

export function AddContactForm({ action, onAdded, onCancel }: AddContactFormProps) {
  const form = useForm(action, (s) => onAdded(s.done ?? CONTACT_TEXTS.wasAdded));
  const error = (path: string): string | undefined => fieldError(form.state, path);
  return (
    <DialogForm
      form={form}
      fields={FIELDS}
      submit={CONTACT_TEXTS.add}
      cancel={CONTACT_TEXTS.cancel}
      onCancel={onCancel}
    >
      <Field
        idPrefix="contact"
        name="phone_number"
        label={CONTACT_TEXTS.phone}
        hint={CONTACT_TEXTS.phoneHint}
        error={error("phone_number")}
      >
        {(control) => <Input {...control} type="tel" autoComplete="off" required />}
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          idPrefix="contact"
          name="first_name"
          label={CONTACT_TEXTS.firstName}
          optional={CONTACT_TEXTS.optional}
          error={error("first_name")}
        >
          {(control) => <Input {...control} autoComplete="off" />}
        </Field>
        <Field
          idPrefix="contact"
          name="last_name"
          label={CONTACT_TEXTS.lastName}
          optional={CONTACT_TEXTS.optional}
          error={error("last_name")}
        >
          {(control) => <Input {...control} autoComplete="off" />}
        </Field>
      </div>
      <Field
        idPrefix="contact"
        name="email"
        label={CONTACT_TEXTS.email}
        optional={CONTACT_TEXTS.optional}
        error={error("email")}
      >
        {(control) => <Input {...control} type="email" autoComplete="off" />}
      </Field>
      <Field
        idPrefix="contact"
        name="timezone"
        label={CONTACT_TEXTS.timezone}
        optional={CONTACT_TEXTS.optional}
        hint={CONTACT_TEXTS.timezoneHint}
        error={error("timezone")}
      >
        {(control) => <Input {...control} autoComplete="off" />}
      </Field>
    </DialogForm>
  );
}
