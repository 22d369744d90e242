import { type FormState, fieldError } from "@/components/forms/form-state";
import { FormSection } from "@/components/forms/form-section";
import { Input, Textarea } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import type { CampaignFormDefaults } from "./campaign-form-defaults.ts";
import { FORM_TEXTS } from "./texts.ts";

interface AgentSectionProps {
  state: FormState | null;
  defaults: CampaignFormDefaults;
}

export function AgentSection({ state, defaults }: AgentSectionProps) {
  return (
    <FormSection id="agent" title={FORM_TEXTS.agent} note={FORM_TEXTS.agentNote}>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          name="script_config.agent_name"
          label={FORM_TEXTS.agentName}
          error={fieldError(state, "script_config.agent_name")}
        >
          {(control) => <Input {...control} defaultValue={defaults.agentName} autoComplete="off" required />}
        </Field>
        <Field
          name="script_config.company_name"
          label={FORM_TEXTS.companyName}
          error={fieldError(state, "script_config.company_name")}
        >
          {(control) => (
            <Input
              {...control}
              defaultValue={defaults.companyName}
              placeholder={FORM_TEXTS.companyPlaceholder}
              autoComplete="organization"
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
        {(control) => <Textarea {...control} rows={2} />}
      </Field>
      <Field
        name="script_config.transfer_number"
        label={FORM_TEXTS.transferNumber}
        optional={FORM_TEXTS.optional}
        hint={FORM_TEXTS.transferHint}
        error={fieldError(state, "script_config.transfer_number")}
      >
        {(control) => (
          <Input {...control} type="tel" placeholder={FORM_TEXTS.transferPlaceholder} autoComplete="off" />
        )}
      </Field>
      <Field
        name="system_prompt"
        label={FORM_TEXTS.systemPrompt}
        optional={FORM_TEXTS.optional}
        hint={FORM_TEXTS.systemPromptHint}
        error={fieldError(state, "system_prompt")}
      >
        {(control) => <Textarea {...control} rows={5} />}
      </Field>
    </FormSection>
  );
}
