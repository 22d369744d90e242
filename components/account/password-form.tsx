"use client";

import { useState } from "react";
import { type FormAction, fieldError, formError } from "@/components/forms/form-state";
import { FormSection } from "@/components/forms/form-section";
import { SubmitButton } from "@/components/forms/submit-button";
import { useForm } from "@/components/forms/use-form";
import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { ACCOUNT_TEXTS as T } from "./texts.ts";

export function PasswordForm({ action, onChanged }: { action: FormAction; onChanged: () => void }) {
  const toast = useToast();
  // Shown anew once it is changed, with nothing in it.
  const [times, setTimes] = useState(0);
  const { state, isPending, formProps } = useForm(action, ({ done }) => {
    toast("good", done ?? "");
    setTimes(times + 1);
    onChanged();
  });
  const sentence = formError(state, ["password", "current_password"]);
  return (
    <form {...formProps}>
      <FormSection key={times} id="own-password" title={T.passwordTitle} note={T.passwordNote}>
        {sentence ? <Notice tone="bad">{sentence}</Notice> : null}
        <Field
          idPrefix="me"
          name="current_password"
          label={T.current}
          hint={T.currentHint}
          error={fieldError(state, "current_password")}
        >
          {(control) => <Input {...control} type="password" autoComplete="current-password" required />}
        </Field>
        <Field
          idPrefix="me"
          name="password"
          label={T.next}
          hint={T.nextHint}
          error={fieldError(state, "password")}
        >
          {(control) => <Input {...control} type="password" autoComplete="new-password" required />}
        </Field>
        <div>
          <SubmitButton isPending={isPending}>{T.change}</SubmitButton>
        </div>
      </FormSection>
    </form>
  );
}
