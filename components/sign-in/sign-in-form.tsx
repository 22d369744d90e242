"use client";

import { startTransition, useActionState } from "react";
import { type FormAction, fieldError, formError } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useForm } from "@/components/forms/use-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { SIGN_IN_TEXTS as T } from "./texts.ts";

interface SignInFormProps {
  action: FormAction;
  /** Sends the mail that confirms an address once more. */
  resend: FormAction;
  /** Where to go afterwards. */
  next: string;
}

/** A password, or a link by e-mail alone: the button says which (`by`). */
export function SignInForm({ action, resend, next }: SignInFormProps) {
  const { state, isPending, form, formProps } = useForm(action);
  const sentence = formError(state, ["email", "password"]);
  const [again, sendAgain, isSending] = useActionState(resend, null);
  return (
    <form {...formProps} className="flex flex-col gap-4">
      {sentence ? <Notice tone="bad">{sentence}</Notice> : null}
      {again?.done || again?.error ? (
        <div role="status">
          <Notice tone={again.done ? "good" : "bad"}>{again.done ?? again.error}</Notice>
        </div>
      ) : null}
      {state?.reason === "email_not_confirmed" ? (
        <Button
          disabled={isSending}
          onClick={() => startTransition(() => sendAgain(new FormData(form.current ?? undefined)))}
        >
          {T.resend}
        </Button>
      ) : null}
      {state?.done ? (
        <div role="status">
          <Notice tone="good">{state.done}</Notice>
        </div>
      ) : null}
      <input type="hidden" name="next" value={next} />
      <Field name="email" label={T.email} error={fieldError(state, "email")}>
        {(control) => <Input {...control} type="email" autoComplete="email" required />}
      </Field>
      <Field name="password" label={T.password} error={fieldError(state, "password")}>
        {(control) => <Input {...control} type="password" autoComplete="current-password" />}
      </Field>
      <SubmitButton isPending={isPending} name="by" value="password" size="lg">
        {T.signIn}
      </SubmitButton>
      <p aria-hidden className="flex items-center gap-3 text-xs text-ink-3">
        <span className="h-px flex-1 bg-line" />
        {T.or}
        <span className="h-px flex-1 bg-line" />
      </p>
      <Button type="submit" name="by" value="link" size="lg" disabled={isPending}>
        {T.link}
      </Button>
    </form>
  );
}
