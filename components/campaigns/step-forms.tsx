"use client";

import type { FormAction } from "@/components/forms/form-state";
import { AgentSection } from "./agent-section.tsx";
import type { CampaignFormChoices, CampaignFormValues } from "./campaign-form-values.ts";
import { DetailsSection } from "./details-section.tsx";
import { ExtractionSection } from "./extraction-section.tsx";
import { ScheduleSection } from "./schedule-section.tsx";
import { StepForm } from "./step-form.tsx";

interface DetailsStepProps {
  action: FormAction;
  values: CampaignFormValues;
  backHref: string;
}

export function DetailsStep({ action, values, backHref }: DetailsStepProps) {
  return (
    <StepForm action={action} backHref={backHref}>
      {(state) => <DetailsSection state={state} values={values} />}
    </StepForm>
  );
}

interface ChoosingStepProps extends DetailsStepProps {
  choices: CampaignFormChoices;
}

export function AgentStep({ action, values, choices, backHref }: ChoosingStepProps) {
  return (
    <StepForm action={action} backHref={backHref}>
      {(state) => (
        <>
          <AgentSection state={state} values={values} choices={choices} />
          <ExtractionSection state={state} values={values} />
        </>
      )}
    </StepForm>
  );
}

export function ScheduleStep({ action, values, choices, backHref }: ChoosingStepProps) {
  return (
    <StepForm action={action} backHref={backHref}>
      {(state) => <ScheduleSection state={state} values={values} choices={choices} />}
    </StepForm>
  );
}
