"use client";

import { type FormAction, fieldError, formError } from "@/components/forms/form-state";
import { FormSection } from "@/components/forms/form-section";
import { SubmitButton } from "@/components/forms/submit-button";
import { useForm } from "@/components/forms/use-form";
import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { ACCOUNT_TEXTS as T } from "./texts.ts";

interface NameFormProps {
  action: FormAction;
  name: string;
  email: string;
}

export function NameForm({ action, name, email }: NameFormProps) {
  const toast = useToast();
  const { state, isPending, formProps } = useForm(action, ({ done }) => toast("good", done ?? ""));
  const sentence = formError(state, ["name"]);
  return (
    <form {...formProps}>
      <FormSection id="own-name" title={T.nameTitle} note={T.nameNote}>
        {sentence ? <Notice tone="bad">{sentence}</Notice> : null}
        <Field idPrefix="me" name="name" label={T.name} error={fieldError(state, "name")}>
          {(control) => (
            <Input {...control} defaultValue={name} autoComplete="name" maxLength={120} required />
          )}
        </Field>
        <p className="text-sm text-ink-2">
          {T.email}: {email}
        </p>
        <div>
          <SubmitButton isPending={isPending}>{T.save}</SubmitButton>
        </div>
      </FormSection>
    </form>
  );
}
