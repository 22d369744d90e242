"use client";

import { type FormAction, fieldError, formError } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useForm } from "@/components/forms/use-form";
import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SIGN_IN_TEXTS as T } from "./texts.ts";

export function SignUpForm({ action }: { action: FormAction }) {
  const { state, isPending, formProps } = useForm(action);
  const sentence = formError(state, ["email", "password", "name", "business_name"]);
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
      <Field name="name" label={T.name} error={fieldError(state, "name")}>
        {(control) => <Input {...control} autoComplete="name" required />}
      </Field>
      <Field name="business_name" label={T.business} error={fieldError(state, "business_name")}>
        {(control) => <Input {...control} autoComplete="organization" required />}
      </Field>
      <Field name="email" label={T.email} error={fieldError(state, "email")}>
        {(control) => <Input {...control} type="email" autoComplete="email" required />}
      </Field>
      <Field name="password" label={T.password} hint={T.passwordHint} error={fieldError(state, "password")}>
        {(control) => <Input {...control} type="password" autoComplete="new-password" required />}
      </Field>
      <SubmitButton isPending={isPending} size="lg">
        {T.signUp}
      </SubmitButton>
    </form>
  );
}
