"use client";

import { type FormAction, fieldError, formError } from "@/components/forms/form-state";
import { FormSection } from "@/components/forms/form-section";
import { SubmitButton } from "@/components/forms/submit-button";
import { useForm } from "@/components/forms/use-form";
import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { BUSINESS_TEXTS as T } from "./texts.ts";

interface BusinessFormProps {
  action: FormAction;
  name: string;
  mayChange: boolean;
}

export function BusinessForm({ action, name, mayChange }: BusinessFormProps) {
  const toast = useToast();
  const { state, isPending, formProps } = useForm(action, ({ done }) => toast("good", done ?? ""));
  const sentence = formError(state, ["name"]);
  return (
    <form {...formProps}>
      <FormSection id="business-heading" title={T.nameTitle} note={mayChange ? T.nameNote : T.managersNote}>
        {sentence ? <Notice tone="bad">{sentence}</Notice> : null}
        <Field idPrefix="business" name="name" label={T.name} error={fieldError(state, "name")}>
          {(control) => (
            <Input
              {...control}
              defaultValue={name}
              autoComplete="organization"
              maxLength={120}
              required
              disabled={!mayChange}
            />
          )}
        </Field>
        {mayChange ? (
          <div>
            <SubmitButton isPending={isPending}>{T.save}</SubmitButton>
          </div>
        ) : null}
      </FormSection>
    </form>
  );
}
