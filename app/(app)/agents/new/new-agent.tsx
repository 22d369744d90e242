"use client";

import { voiceSampleSrc } from "@/app/_client/agent-queries";
import { AgentForm } from "@/components/agents/agent-form";
import type { AgentFormOptions, AgentFormValues } from "@/components/agents/agent-form-options";
import type { FormAction } from "@/components/forms/form-state";

interface NewAgentProps {
  action: FormAction;
  values: AgentFormValues;
  options: AgentFormOptions;
}

export function NewAgent(props: NewAgentProps) {
  return <AgentForm {...props} version={null} backTo="/agents" sampleSrc={voiceSampleSrc} />;
}
