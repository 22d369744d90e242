"use client";

import { Link } from "@/components/ui/link";
import { type FormAction, formError, type FormState } from "@/components/forms/form-state";
import { BottomBar } from "@/components/forms/bottom-bar";
import { SubmitButton } from "@/components/forms/submit-button";
import { useForm } from "@/components/forms/use-form";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { CAMPAIGN_FIELDS } from "./campaign-fields.ts";
import { AgentSection } from "./agent-section.tsx";
import type { CampaignFormChoices, CampaignFormValues } from "./campaign-form-values.ts";
import { ExtractionSection } from "./extraction-section.tsx";
import { DetailsSection } from "./details-section.tsx";
import { ScheduleSection } from "./schedule-section.tsx";
import { FORM_TEXTS } from "./texts.ts";

interface CampaignFormProps {
  action: FormAction;
  values: CampaignFormValues;
  choices: CampaignFormChoices;
  submitText: string;
  cancelHref: string;
  onDone?: (state: FormState) => void;
}

/** The settings of a campaign in one form; it is checked by the schema that the API checks with. */
export function CampaignForm({ action, values, choices, submitText, cancelHref, onDone }: CampaignFormProps) {
  const { state, isPending, formProps } = useForm(action, onDone);
  const error = formError(state, CAMPAIGN_FIELDS);
  return (
    <form {...formProps} className="flex flex-col gap-4">
      {error ? <Notice tone="bad">{error}</Notice> : null}
      <DetailsSection state={state} values={values} />
      <AgentSection state={state} values={values} choices={choices} />
      <ExtractionSection state={state} values={values} />
      <ScheduleSection state={state} values={values} choices={choices} />
      <BottomBar className="justify-end">
        <Link href={cancelHref} className={buttonStyle({ look: "quiet" })}>
          {FORM_TEXTS.cancel}
        </Link>
        <SubmitButton isPending={isPending}>{submitText}</SubmitButton>
      </BottomBar>
    </form>
  );
}
