import { Select } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import { FORM_TEXTS } from "./texts.ts";

interface AgentChoiceProps {
  agents: { id: string; name: string }[];
  value: string;
  onChange: (agentId: string) => void;
  error: string | undefined;
}

/** A reusable agent, or one that is described right here; nothing where there is none to choose. */
export function AgentChoice({ agents, value, onChange, error }: AgentChoiceProps) {
  if (agents.length === 0) return null;
  return (
    <Field name="agent_id" label={FORM_TEXTS.agentChoice} hint={FORM_TEXTS.agentChoiceHint} error={error}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{FORM_TEXTS.agentHere}</option>
          {agents.map((agent) => (
            <option key={agent.id} value={agent.id}>
              {agent.name}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
