"use client";

import Link from "next/link";
import { type FormAction, formError, type FormState } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useForm } from "@/components/forms/use-form";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { AgentSection } from "./agent-section.tsx";
import type { CampaignFormChoices, CampaignFormValues } from "./campaign-form-values.ts";
import { ExtractionSection } from "./extraction-section.tsx";
import { DetailsSection } from "./details-section.tsx";
import { ScheduleSection } from "./schedule-section.tsx";
import { FORM_TEXTS } from "./texts.ts";

const FIELDS = [
  "name",
  "goal",
  "description",
  "purpose",
  "agent_id",
  "system_prompt",
  "extraction_fields",
  "max_concurrent_calls",
  "max_attempts",
  "budget_micros",
  ...Array.from({ length: 20 }, (_, i) =>
    ["name", "type", "description", "choices"].map((f) => `extraction_fields.${i}.${f}`),
  ).flat(),
  ...[
    "agent_name",
    "company_name",
    "greeting",
    "transfer_number",
    "voicemail_message",
    "disclosure.text",
  ].map((f) => `script_config.${f}`),
  ...["time_window_start", "time_window_end", "allowed_days", "timezone"].map((f) => `calling_config.${f}`),
  ...["ring_timeout_s", "max_call_duration_s", "voicemail"].map((f) => `calling_config.${f}`),
];

interface CampaignFormProps {
  action: FormAction;
  values: CampaignFormValues;
  choices: CampaignFormChoices;
  submitText: string;
  cancelHref: string;
  onDone?: (state: FormState) => void;
}

/** One form in sections, for a new campaign and for one that is there; it is checked by the schema that the API checks with. */
export function CampaignForm({ action, values, choices, submitText, cancelHref, onDone }: CampaignFormProps) {
  const { state, isPending, formProps } = useForm(action, onDone);
  const error = formError(state, FIELDS);
  return (
    <form {...formProps} className="flex flex-col gap-4">
      {error ? <Notice tone="bad">{error}</Notice> : null}
      <DetailsSection state={state} values={values} />
      <AgentSection state={state} values={values} choices={choices} />
      <ExtractionSection state={state} values={values} />
      <ScheduleSection state={state} values={values} choices={choices} />
      <div className="sticky bottom-0 -mx-4 flex justify-end gap-2 border-t border-line bg-canvas/95 px-4 py-3 sm:mx-0 sm:px-0">
        <Link href={cancelHref} className={buttonStyle({ look: "quiet" })}>
          {FORM_TEXTS.cancel}
        </Link>
        <SubmitButton isPending={isPending}>{submitText}</SubmitButton>
      </div>
    </form>
  );
}
