"use client";

import { Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { type FormState, fieldError } from "@/components/forms/form-state";
import { FormSection } from "@/components/forms/form-section";
import { Button } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import type { CampaignFormValues } from "./campaign-form-values.ts";
import { EXTRACTION_TEXTS as T, EXTRACTION_TYPE_TEXT } from "./texts.ts";

type GivenField = CampaignFormValues["extraction_fields"][number];

interface DraftField {
  key: number;
  type: string;
  given: GivenField | null;
}

interface ExtractionSectionProps {
  state: FormState | null;
  values: CampaignFormValues;
}

/** What is read out of each conversation; the row's place is its index in the API's list. */
export function ExtractionSection({ state, values }: ExtractionSectionProps) {
  const [fields, setFields] = useState<DraftField[]>(() =>
    values.extraction_fields.map((given, key) => ({ key, type: given.type, given })),
  );
  const [nextKey, setNextKey] = useState(values.extraction_fields.length);
  const add = (): void => {
    setFields([...fields, { key: nextKey, type: "text", given: null }]);
    setNextKey(nextKey + 1);
  };
  const listError = fieldError(state, "extraction_fields");
  return (
    <FormSection id="extraction" title={T.title} note={T.note}>
      {fields.map((field, i) => (
        <ExtractionRow
          key={field.key}
          place={i}
          type={field.type}
          given={field.given}
          state={state}
          onType={(type) => setFields(fields.map((one) => (one.key === field.key ? { ...one, type } : one)))}
          onRemove={() => setFields(fields.filter((one) => one.key !== field.key))}
        />
      ))}
      {listError ? <p className="text-xs font-medium text-bad">{listError}</p> : null}
      <Button size="sm" className="self-start" onClick={add} disabled={fields.length >= 20}>
        <Plus aria-hidden />
        {T.add}
      </Button>
    </FormSection>
  );
}

interface ExtractionRowProps {
  place: number;
  type: string;
  given: GivenField | null;
  state: FormState | null;
  onType: (type: string) => void;
  onRemove: () => void;
}

function ExtractionRow({ place, type, given, state, onType, onRemove }: ExtractionRowProps) {
  const path = `extraction_fields.${place}`;
  const error = (name: string): string | undefined => fieldError(state, `${path}.${name}`);
  return (
    <fieldset className="grid gap-3 rounded-md border border-line p-3 sm:grid-cols-2">
      <legend className="sr-only">
        {T.field} {place + 1}
      </legend>
      <Field name={`${path}.name`} label={T.name} hint={T.nameHint} error={error("name")}>
        {(control) => (
          <Input {...control} defaultValue={given?.name} autoComplete="off" placeholder="email" />
        )}
      </Field>
      <Field name={`${path}.type`} label={T.type} error={error("type")}>
        {(control) => (
          <Select {...control} value={type} onChange={(event) => onType(event.target.value)}>
            {Object.entries(EXTRACTION_TYPE_TEXT).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field name={`${path}.description`} label={T.description} error={error("description")}>
        {(control) => (
          <Input
            {...control}
            defaultValue={given?.description}
            autoComplete="off"
            placeholder={T.descriptionPlaceholder}
          />
        )}
      </Field>
      {type === "choice" ? (
        <Field name={`${path}.choices`} label={T.choices} hint={T.choicesHint} error={error("choices")}>
          {(control) => (
            <Input
              {...control}
              defaultValue={given && "choices" in given ? given.choices.join(", ") : undefined}
              autoComplete="off"
              placeholder="small, large"
            />
          )}
        </Field>
      ) : null}
      <Button size="sm" look="danger-quiet" className="self-end justify-self-start" onClick={onRemove}>
        <Trash2 aria-hidden />
        {T.remove}
        <span className="sr-only"> {place + 1}</span>
      </Button>
    </fieldset>
  );
}
