"use client";

import { Clock } from "lucide-react";
import { useState } from "react";
import { type FormState, fieldError } from "@/components/forms/form-state";
import { FormSection } from "@/components/forms/form-section";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input, Select, Textarea } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import type { CampaignFormChoices, CampaignFormValues } from "./campaign-form-values.ts";
import { CallingHours, type Hours } from "./calling-hours.tsx";
import { FORM_TEXTS } from "./texts.ts";

interface ScheduleSectionProps {
  state: FormState | null;
  values: CampaignFormValues;
  choices: CampaignFormChoices;
}

const ALWAYS_OPEN: Hours = { start: "00:00", end: "24:00", days: [0, 1, 2, 3, 4, 5, 6] };

export function ScheduleSection({ state, values, choices }: ScheduleSectionProps) {
  const { calling_config: calling, script_config: script } = values;
  const [hours, setHours] = useState<Hours>({
    start: calling.time_window_start,
    end: calling.time_window_end,
    days: [...calling.allowed_days],
  });
  const [voicemail, setVoicemail] = useState<string>(calling.voicemail);
  const error = (path: string): string | undefined => fieldError(state, path);
  return (
    <FormSection
      id="schedule"
      title={FORM_TEXTS.schedule}
      note={FORM_TEXTS.scheduleNote}
      actions={
        <>
          <Button size="sm" onClick={() => setHours(ALWAYS_OPEN)}>
            <Clock aria-hidden />
            {FORM_TEXTS.alwaysOpen}
          </Button>
          <p className="mt-1.5 text-xs text-ink-3">{FORM_TEXTS.alwaysOpenHint}</p>
        </>
      }
    >
      <CallingHours hours={hours} onChange={setHours} error={error} />
      <Field
        name="calling_config.timezone"
        label={FORM_TEXTS.timezone}
        error={error("calling_config.timezone")}
      >
        {(control) => (
          <Select {...control} defaultValue={calling.timezone}>
            {choices.timeZones.map((zone) => (
              <option key={zone} value={zone}>
                {zone.replaceAll("_", " ")}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Checkbox
        name="calling_config.respect_lead_timezone"
        defaultChecked={calling.respect_lead_timezone}
        label={FORM_TEXTS.respectLeadTimezone}
      />
      <hr className="border-line" />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          name="max_concurrent_calls"
          label={FORM_TEXTS.concurrency}
          error={error("max_concurrent_calls")}
        >
          {(control) => (
            <Input {...control} type="number" min={1} max={1000} defaultValue={values.max_concurrent_calls} />
          )}
        </Field>
        <Field
          name="max_attempts"
          label={FORM_TEXTS.attempts}
          hint={FORM_TEXTS.attemptsHint}
          error={error("max_attempts")}
        >
          {(control) => (
            <Input {...control} type="number" min={1} max={10} defaultValue={values.max_attempts} />
          )}
        </Field>
        <Field
          name="calling_config.ring_timeout_s"
          label={FORM_TEXTS.ringTimeout}
          error={error("calling_config.ring_timeout_s")}
        >
          {(control) => (
            <Input {...control} type="number" min={15} max={60} defaultValue={calling.ring_timeout_s} />
          )}
        </Field>
        <Field
          name="calling_config.max_call_duration_s"
          label={FORM_TEXTS.maxDuration}
          error={error("calling_config.max_call_duration_s")}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              min={30}
              max={7200}
              defaultValue={calling.max_call_duration_s}
            />
          )}
        </Field>
        <Field
          name="budget_micros"
          label={FORM_TEXTS.budget}
          hint={FORM_TEXTS.budgetHint}
          optional={FORM_TEXTS.optional}
          error={error("budget_micros")}
        >
          {(control) => (
            <Input
              {...control}
              type="number"
              min={0}
              step="0.01"
              inputMode="decimal"
              defaultValue={values.budget_micros === null ? "" : values.budget_micros / 1_000_000}
            />
          )}
        </Field>
      </div>
      <Field
        name="calling_config.voicemail"
        label={FORM_TEXTS.voicemail}
        error={error("calling_config.voicemail")}
      >
        {(control) => (
          <Select {...control} value={voicemail} onChange={(event) => setVoicemail(event.target.value)}>
            <option value="hang_up">{FORM_TEXTS.voicemailHangUp}</option>
            <option value="leave_message">{FORM_TEXTS.voicemailLeave}</option>
          </Select>
        )}
      </Field>
      <div hidden={voicemail !== "leave_message"}>
        <Field
          name="script_config.voicemail_message"
          label={FORM_TEXTS.voicemailMessage}
          hint={FORM_TEXTS.voicemailMessageHint}
          error={error("script_config.voicemail_message")}
        >
          {(control) => <Textarea {...control} rows={2} defaultValue={script.voicemail_message} required />}
        </Field>
      </div>
    </FormSection>
  );
}
