"use client";

import type { ReactNode } from "react";
import { type FormAction, fieldError, formError, type FormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useForm } from "@/components/forms/use-form";
import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";

interface AuthField {
  name: string;
  label: string;
  type: "email" | "password" | "text";
  autoComplete: string;
  hint?: string;
  value?: string;
}

interface AuthFormProps {
  action: FormAction;
  fields: readonly AuthField[];
  submit: string;
  /** What goes along unseen. */
  hidden?: Record<string, string>;
  children?: (state: FormState | null) => ReactNode;
}

/** A few fields and one button: most of what is done before somebody is in. */
export function AuthForm({ action, fields, submit, hidden = {}, children }: AuthFormProps) {
  const { state, isPending, formProps } = useForm(action);
  const sentence = formError(
    state,
    fields.map(({ name }) => name),
  );
  if (state?.done) {
    return (
      <div role="status">
        <Notice tone="good">{state.done}</Notice>
      </div>
    );
  }
  return (
    <form {...formProps} className="flex flex-col gap-4">
      {sentence ? <Notice tone="bad">{sentence}</Notice> : null}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {fields.map(({ name, label, type, autoComplete, hint, value }) => (
        <Field key={name} name={name} label={label} hint={hint} error={fieldError(state, name)}>
          {(control) => (
            <Input {...control} type={type} autoComplete={autoComplete} defaultValue={value} required />
          )}
        </Field>
      ))}
      <SubmitButton isPending={isPending} size="lg">
        {submit}
      </SubmitButton>
      {children?.(state)}
    </form>
  );
}
