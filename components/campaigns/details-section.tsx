import { PURPOSES } from "#lib/domain/statuses";
import { type FormState, fieldError } from "@/components/forms/form-state";
import { FormSection } from "@/components/forms/form-section";
import { Input, Select, Textarea } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import type { CampaignFormValues } from "./campaign-form-values.ts";
import { FORM_TEXTS, PURPOSE_TEXT } from "./texts.ts";

interface DetailsSectionProps {
  state: FormState | null;
  values: CampaignFormValues;
}

export function DetailsSection({ state, values }: DetailsSectionProps) {
  return (
    <FormSection id="details" title={FORM_TEXTS.details} note={FORM_TEXTS.detailsNote}>
      <Field name="name" label={FORM_TEXTS.name} error={fieldError(state, "name")}>
        {(control) => (
          <Input
            {...control}
            defaultValue={values.name}
            placeholder={FORM_TEXTS.namePlaceholder}
            autoComplete="off"
            required
          />
        )}
      </Field>
      <Field name="goal" label={FORM_TEXTS.goal} hint={FORM_TEXTS.goalHint} error={fieldError(state, "goal")}>
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            defaultValue={values.goal}
            placeholder={FORM_TEXTS.goalPlaceholder}
            required
          />
        )}
      </Field>
      <Field
        name="description"
        label={FORM_TEXTS.description}
        optional={FORM_TEXTS.optional}
        error={fieldError(state, "description")}
      >
        {(control) => <Input {...control} defaultValue={values.description} autoComplete="off" />}
      </Field>
      <Field name="purpose" label={FORM_TEXTS.purpose} error={fieldError(state, "purpose")}>
        {(control) => (
          <Select {...control} defaultValue={values.purpose}>
            {PURPOSES.map((purpose) => (
              <option key={purpose} value={purpose}>
                {PURPOSE_TEXT[purpose]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </FormSection>
  );
}
