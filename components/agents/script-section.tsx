"use client";

import { useState } from "react";
import { type FormState, fieldError } from "@/components/forms/form-state";
import { FormSection } from "@/components/forms/form-section";
import { Select, Textarea } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { AGENT_TEMPLATES } from "./agent-templates.ts";
import { AGENT_FORM_TEXTS as T } from "./texts.ts";

interface ScriptSectionProps {
  state: FormState | null;
  greeting: string;
  prompt: string;
}

export function ScriptSection({ state, ...values }: ScriptSectionProps) {
  const [greeting, setGreeting] = useState(values.greeting);
  const [prompt, setPrompt] = useState(values.prompt);
  const begin = (id: string): void => {
    const template = AGENT_TEMPLATES.find((one) => one.id === id);
    if (!template) return;
    setGreeting(template.greeting);
    setPrompt(template.prompt);
  };
  return (
    <FormSection id="script" title={T.script} note={T.scriptNote}>
      <Field name="template" label={T.template} hint={T.templateReplaces}>
        {(control) => (
          <Select {...control} defaultValue="" onChange={(event) => begin(event.target.value)}>
            <option value="">{T.templateNone}</option>
            {AGENT_TEMPLATES.map((template) => (
              <option key={template.id} value={template.id}>
                {template.label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        name="greeting"
        label={T.greeting}
        optional={T.optional}
        hint={T.greetingHint}
        error={fieldError(state, "greeting")}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            value={greeting}
            onChange={(event) => setGreeting(event.target.value)}
          />
        )}
      </Field>
      <Field
        name="system_prompt"
        label={T.systemPrompt}
        optional={T.optional}
        hint={T.systemPromptHint}
        error={fieldError(state, "system_prompt")}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={9}
            value={prompt}
            onChange={(event) => setPrompt(event.target.value)}
          />
        )}
      </Field>
    </FormSection>
  );
}
