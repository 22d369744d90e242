"use client";

import type { DialingRules } from "#lib/domain/api/dialing-rules";
import { type FormAction, fieldError, formError } from "@/components/forms/form-state";
import { FormSection } from "@/components/forms/form-section";
import { SubmitButton } from "@/components/forms/submit-button";
import { useForm } from "@/components/forms/use-form";
import { Input, Textarea } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";
import { BUSINESS_TEXTS as T } from "./texts.ts";

const NUMBERS = [
  { name: "attempts_per_day", label: T.perDay, min: 1, max: 3 },
  { name: "attempts_per_week", label: T.perWeek, min: 1, max: 10 },
  { name: "min_gap_minutes", label: T.gap, min: 0, max: 1440 },
] as const;
const SHOWN = [...NUMBERS.map(({ name }) => name), "allowed_countries", "consent_waiver"];

interface DialingRulesFormProps {
  action: FormAction;
  rules: DialingRules;
  mayChange: boolean;
}

export function DialingRulesForm({ action, rules, mayChange }: DialingRulesFormProps) {
  const toast = useToast();
  const { state, isPending, formProps } = useForm(action, ({ done }) => toast("good", done ?? ""));
  const sentence = formError(state, SHOWN);
  return (
    <form {...formProps}>
      <FormSection id="rules-heading" title={T.rulesTitle} note={mayChange ? T.rulesNote : T.managersNote}>
        {sentence ? <Notice tone="bad">{sentence}</Notice> : null}
        <div className="grid items-end gap-4 lg:grid-cols-3">
          {NUMBERS.map(({ name, label, min, max }) => (
            <Field key={name} idPrefix="rules" name={name} label={label} error={fieldError(state, name)}>
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  min={min}
                  max={max}
                  required
                  defaultValue={rules[name]}
                  disabled={!mayChange}
                />
              )}
            </Field>
          ))}
        </div>
        <Field
          idPrefix="rules"
          name="allowed_countries"
          label={T.countries}
          hint={T.countriesHint}
          error={fieldError(state, "allowed_countries")}
        >
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              defaultValue={(rules.allowed_countries ?? []).join(", ")}
              disabled={!mayChange}
            />
          )}
        </Field>
        <Field
          idPrefix="rules"
          name="consent_waiver"
          label={T.waiver}
          hint={T.waiverHint}
          error={fieldError(state, "consent_waiver")}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={4000}
              defaultValue={rules.consent_waiver ?? ""}
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
