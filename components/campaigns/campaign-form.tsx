"use client";

import Link from "next/link";
import { type FormAction, formError } from "@/components/forms/form-state";
import { SubmitButton } from "@/components/forms/submit-button";
import { useForm } from "@/components/forms/use-form";
import { buttonStyle } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { AgentSection } from "./agent-section.tsx";
import type { CampaignFormDefaults } from "./campaign-form-defaults.ts";
import { DetailsSection } from "./details-section.tsx";
import { ScheduleSection } from "./schedule-section.tsx";
import { FORM_TEXTS } from "./texts.ts";

const FIELDS = [
  "name",
  "goal",
  "description",
  "purpose",
  "system_prompt",
  "max_concurrent_calls",
  "max_attempts",
  ...["agent_name", "company_name", "greeting", "transfer_number", "voicemail_message"].map(
    (f) => `script_config.${f}`,
  ),
  ...["time_window_start", "time_window_end", "allowed_days", "timezone"].map((f) => `calling_config.${f}`),
  ...["ring_timeout_s", "max_call_duration_s", "voicemail"].map((f) => `calling_config.${f}`),
];

interface CampaignFormProps {
  action: FormAction;
  defaults: CampaignFormDefaults;
  timeZones: string[];
}

/** One form in three sections; it is checked by the schema that the API checks with. */
export function CampaignForm({ action, defaults, timeZones }: CampaignFormProps) {
  const { state, isPending, formProps } = useForm(action);
  const error = formError(state, FIELDS);
  return (
    <form {...formProps} className="flex flex-col gap-4">
      {error ? <Notice tone="bad">{error}</Notice> : null}
      <DetailsSection state={state} />
      <AgentSection state={state} defaults={defaults} />
      <ScheduleSection state={state} defaults={defaults} timeZones={timeZones} />
      <div className="sticky bottom-0 -mx-4 flex justify-end gap-2 border-t border-line bg-canvas/95 px-4 py-3 sm:mx-0 sm:px-0">
        <Link href="/campaigns" className={buttonStyle({ look: "quiet" })}>
          {FORM_TEXTS.cancel}
        </Link>
        <SubmitButton isPending={isPending}>{FORM_TEXTS.submit}</SubmitButton>
      </div>
    </form>
  );
}
