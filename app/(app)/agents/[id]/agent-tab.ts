const AGENT_TABS = ["overview", "edit", "test", "versions"] as const;
export type AgentTab = (typeof AGENT_TABS)[number];

export function tabOf(value: string | string[] | undefined): AgentTab {
  return AGENT_TABS.find((tab) => tab === value) ?? "overview";
}
