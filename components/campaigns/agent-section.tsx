"use client";

import { useState } from "react";
import { VoicePicker } from "@/components/agents/voice-picker";
import { type FormState, fieldError } from "@/components/forms/form-state";
import { FormSection } from "@/components/forms/form-section";
import { Checkbox } from "@/components/ui/checkbox";
import { Input, Textarea } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { AgentChoice } from "./agent-choice.tsx";
import type { CampaignFormChoices, CampaignFormValues } from "./campaign-form-values.ts";
import { FORM_TEXTS } from "./texts.ts";

interface AgentSectionProps {
  state: FormState | null;
  values: CampaignFormValues;
  choices: CampaignFormChoices;
}

export function AgentSection({ state, values, choices }: AgentSectionProps) {
  const { script_config: script } = values;
  const [isDisclosing, setDisclosing] = useState(script.disclosure.enabled);
  const [agentId, setAgentId] = useState(values.agent_id ?? "");
  const [voiceId, setVoiceId] = useState(values.voice_id ?? "");
  const chosen = choices.agents.find((agent) => agent.id === agentId);
  const ownName = agentId === (values.agent_id ?? "") ? script.agent_name : "";
  return (
    <FormSection id="agent" title={FORM_TEXTS.agent} note={FORM_TEXTS.agentNote}>
      <AgentChoice
        agents={choices.agents}
        value={agentId}
        onChange={setAgentId}
        error={fieldError(state, "agent_id")}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          key={agentId}
          name="script_config.agent_name"
          label={FORM_TEXTS.agentName}
          optional={chosen ? FORM_TEXTS.optional : undefined}
          error={fieldError(state, "script_config.agent_name")}
        >
          {(control) => (
            <Input
              {...control}
              defaultValue={chosen ? ownName : ownName || choices.agentName}
              placeholder={chosen?.name}
              autoComplete="off"
              required={!chosen}
            />
          )}
        </Field>
        <Field
          name="script_config.company_name"
          label={FORM_TEXTS.companyName}
          error={fieldError(state, "script_config.company_name")}
        >
          {(control) => (
            <Input
              {...control}
              defaultValue={script.company_name}
              placeholder={FORM_TEXTS.companyPlaceholder}
              autoComplete="organization"
            />
          )}
        </Field>
      </div>
      <VoicePicker
        voices={choices.voices}
        value={voiceId}
        onChange={setVoiceId}
        sampleSrc={(id) => choices.voiceSamplePrefix + encodeURIComponent(id)}
        {...(chosen ? { usual: FORM_TEXTS.agentsVoice } : {})}
        error={fieldError(state, "voice_id")}
      />
      <Checkbox
        name="script_config.disclosure.enabled"
        checked={isDisclosing}
        onChange={(event) => setDisclosing(event.target.checked)}
        label={FORM_TEXTS.disclosure}
      />
      {/* Hidden, not gone: what was written is kept. */}
      <div hidden={!isDisclosing}>
        <Field
          name="script_config.disclosure.text"
          label={FORM_TEXTS.disclosureText}
          optional={FORM_TEXTS.optional}
          hint={FORM_TEXTS.disclosureHint}
          error={fieldError(state, "script_config.disclosure.text")}
        >
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              defaultValue={script.disclosure.text}
              placeholder={choices.disclosure}
            />
          )}
        </Field>
      </div>
      <Field
        name="script_config.greeting"
        label={FORM_TEXTS.greeting}
        optional={FORM_TEXTS.optional}
        hint={FORM_TEXTS.greetingHint}
        error={fieldError(state, "script_config.greeting")}
      >
        {(control) => <Textarea {...control} rows={2} defaultValue={script.greeting} />}
      </Field>
      <Field
        name="script_config.transfer_number"
        label={FORM_TEXTS.transferNumber}
        optional={FORM_TEXTS.optional}
        hint={FORM_TEXTS.transferHint}
        error={fieldError(state, "script_config.transfer_number")}
      >
        {(control) => (
          <Input
            {...control}
            type="tel"
            defaultValue={script.transfer_number}
            placeholder={FORM_TEXTS.transferPlaceholder}
            autoComplete="off"
          />
        )}
      </Field>
      <Field
        name="system_prompt"
        label={FORM_TEXTS.systemPrompt}
        optional={FORM_TEXTS.optional}
        hint={FORM_TEXTS.systemPromptHint}
        error={fieldError(state, "system_prompt")}
      >
        {(control) => <Textarea {...control} rows={5} defaultValue={values.system_prompt} />}
      </Field>
    </FormSection>
  );
}
