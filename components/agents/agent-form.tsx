"use client";

import { Link } from "@/components/ui/link";
import { useState } from "react";
import { type FormAction, fieldError, type FormState, formError } from "@/components/forms/form-state";
import { FormSection } from "@/components/forms/form-section";
import { BottomBar } from "@/components/forms/bottom-bar";
import { SubmitButton } from "@/components/forms/submit-button";
import { useForm } from "@/components/forms/use-form";
import { buttonStyle } from "@/components/ui/button";
import { Input, Select } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import type { AgentFormOptions, AgentFormValues } from "./agent-form-options.ts";
import { ScriptSection } from "./script-section.tsx";
import { AGENT_FORM_TEXTS as T, AGENT_TEXTS } from "./texts.ts";
import { TurnTakingSection } from "./turn-taking-section.tsx";
import { VoicePicker } from "./voice-picker.tsx";

const FIELDS = [
  "name",
  "description",
  "language",
  "greeting",
  "system_prompt",
  "voice_id",
  "model",
  "temperature",
  "max_tokens",
];

interface AgentFormProps {
  action: FormAction;
  values: AgentFormValues;
  options: AgentFormOptions;
  /** Of the agent that is edited; null makes a new one. */
  version: number | null;
  backTo: string;
  sampleSrc: (voiceId: string, language: string) => string;
  onDone?: (state: FormState) => void;
}

/** One form to make an agent and to change it; it is checked by the schema that the API checks with. */
export function AgentForm(props: AgentFormProps) {
  const { action, values, options, version, backTo, sampleSrc, onDone } = props;
  const { state, isPending, formProps } = useForm(action, onDone);
  const [voiceId, setVoiceId] = useState(values.voice_id ?? "");
  const [language, setLanguage] = useState(values.language);
  const shown = [...FIELDS, ...options.turnTaking.map((field) => `turn_taking.${field.name}`)];
  const error = formError(state, shown);
  const models = [...new Set([...options.models, ...(values.model ? [values.model] : [])])];
  return (
    <form {...formProps} className="flex flex-col gap-4">
      {error ? <Notice tone="bad">{error}</Notice> : null}
      {version === null ? null : <input type="hidden" name="version" value={version} />}
      <FormSection id="persona" title={T.persona} note={T.personaNote}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field name="name" label={T.name} hint={T.nameHint} error={fieldError(state, "name")}>
            {(control) => <Input {...control} defaultValue={values.name} autoComplete="off" required />}
          </Field>
          <Field name="language" label={T.language} error={fieldError(state, "language")}>
            {(control) => (
              <Select {...control} value={language} onChange={(event) => setLanguage(event.target.value)}>
                {options.languages.map(({ code, label }) => (
                  <option key={code} value={code}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        </div>
        <Field
          name="description"
          label={T.description}
          optional={T.optional}
          error={fieldError(state, "description")}
        >
          {(control) => <Input {...control} defaultValue={values.description} autoComplete="off" />}
        </Field>
      </FormSection>
      <ScriptSection state={state} greeting={values.greeting} prompt={values.system_prompt} />
      <FormSection id="sound" title={T.sound} note={T.soundNote}>
        <VoicePicker
          voices={options.voices}
          value={voiceId}
          onChange={setVoiceId}
          sampleSrc={(id) => sampleSrc(id, language)}
          error={fieldError(state, "voice_id")}
        />
        <Field name="model" label={AGENT_TEXTS.model} error={fieldError(state, "model")}>
          {(control) => (
            <Select {...control} defaultValue={values.model ?? ""}>
              <option value="">
                {AGENT_TEXTS.usualModel} ({options.usualModel})
              </option>
              {models.map((model) => (
                <option key={model} value={model}>
                  {model}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            name="temperature"
            label={T.temperature}
            optional={T.optional}
            hint={T.temperatureHint}
            error={fieldError(state, "temperature")}
          >
            {(control) => (
              <Input
                {...control}
                type="number"
                min={0}
                max={2}
                step={0.1}
                defaultValue={values.temperature ?? ""}
              />
            )}
          </Field>
          <Field
            name="max_tokens"
            label={T.maxTokens}
            optional={T.optional}
            hint={T.maxTokensHint}
            error={fieldError(state, "max_tokens")}
          >
            {(control) => (
              <Input {...control} type="number" min={64} max={8192} defaultValue={values.max_tokens ?? ""} />
            )}
          </Field>
        </div>
      </FormSection>
      <TurnTakingSection fields={options.turnTaking} values={values.turn_taking} state={state} />
      <BottomBar className="justify-end">
        <Link href={backTo} className={buttonStyle({ look: "quiet" })}>
          {T.cancel}
        </Link>
        <SubmitButton isPending={isPending}>{version === null ? T.submitNew : T.submitEdit}</SubmitButton>
      </BottomBar>
    </form>
  );
}
