"use client";

import type { ReactNode } from "react";
import { type FormAction, formError, type FormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useForm } from "@/components/forms/use-form";
import { Notice } from "@/components/ui/notice";
import { BUILDER_TEXTS as T } from "./builder-texts.ts";
import { CAMPAIGN_FIELDS } from "./campaign-fields.ts";
import { StepFooter } from "./step-footer.tsx";

interface StepFormProps {
  action: FormAction;
  backHref: string;
  /** The step's own sections, given what was refused. */
  children: (state: FormState | null) => ReactNode;
}

/** One step: it is checked and kept when it is left forwards. */
export function StepForm({ action, backHref, children }: StepFormProps) {
  const { state, isPending, formProps } = useForm(action);
  const error = formError(state, CAMPAIGN_FIELDS);
  return (
    <form {...formProps} className="flex grow flex-col gap-4">
      {error ? <Notice tone="bad">{error}</Notice> : null}
      {children(state)}
      <StepFooter backHref={backHref}>
        <SubmitButton isPending={isPending}>{T.next}</SubmitButton>
      </StepFooter>
    </form>
  );
}
