"use client";

import { type FormState, fieldError } from "@/components/forms/form-state";
import { FormSection } from "@/components/forms/form-section";
import { Input } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import type { TurnTakingField } from "./agent-form-options.ts";
import { AGENT_FORM_TEXTS as T } from "./texts.ts";

interface TurnTakingSectionProps {
  fields: TurnTakingField[];
  values: Record<string, number | null>;
  state: FormState | null;
}

const UNIT: Record<string, string> = { sureness: "0–1" };

/** Folded: the usual values suit most calls. */
export function TurnTakingSection({ fields, values, state }: TurnTakingSectionProps) {
  const isChanged = fields.some((field) => (values[field.name] ?? field.usual) !== field.usual);
  const isWrong = state?.fields?.some((field) => field.path.startsWith("turn_taking")) ?? false;
  return (
    <FormSection id="turns" title={T.turns} note={T.turnsNote}>
      <details open={isChanged || isWrong} className="group">
        <summary className="cursor-pointer rounded-sm text-sm font-medium text-accent">{T.showTurns}</summary>
        <div className="mt-4 grid gap-4 sm:grid-cols-2">
          {fields.map((field) => (
            <Field
              key={field.name}
              name={`turn_taking.${field.name}`}
              label={field.label}
              optional={UNIT[field.unit] ?? field.unit}
              hint={`${field.help} Usual: ${field.usual}.${field.canBeOff ? " Empty: off." : ""}`}
              error={fieldError(state, `turn_taking.${field.name}`)}
            >
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  min={field.min}
                  max={field.max}
                  step={field.step}
                  defaultValue={values[field.name] === undefined ? field.usual : (values[field.name] ?? "")}
                />
              )}
            </Field>
          ))}
        </div>
      </details>
    </FormSection>
  );
}
