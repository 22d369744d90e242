"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import type { Agent, AgentVersion } from "#lib/domain/api/agent";
import type { Page } from "#lib/domain/api/page";
import { agentQuery, agentsKey, voiceSampleSrc } from "@/app/_client/agent-queries";
import { AgentForm } from "@/components/agents/agent-form";
import type { AgentFormOptions } from "@/components/agents/agent-form-options";
import { AgentOverview } from "@/components/agents/agent-overview";
import { AgentStatus } from "@/components/agents/agent-status";
import { AGENT_TEXTS as T } from "@/components/agents/texts";
import type { FormAction } from "@/components/forms/form-state";
import { PageHeader } from "@/components/layout/page-header";
import { TabLinks } from "@/components/ui/tab-links";
import { useToast } from "@/components/ui/toast";
import { AgentActions } from "./agent-actions.tsx";
import type { AgentTab } from "./agent-tab.ts";
import { TestTab } from "./test-tab.tsx";
import { VersionsTab } from "./versions-tab.tsx";

interface AgentScreenProps {
  agent: Agent;
  tab: AgentTab;
  options: AgentFormOptions;
  versions: Page<AgentVersion> | null;
  businessName: string;
  save: FormAction;
}

export function AgentScreen(props: AgentScreenProps) {
  const { tab, options, versions, businessName, save } = props;
  const { data: agent } = useQuery(agentQuery(props.agent.id, props.agent));
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const base = `/agents/${agent.id}`;
  return (
    <>
      <PageHeader
        parent={{ href: "/agents", label: T.title }}
        title={agent.name}
        badge={<AgentStatus isActive={agent.is_active} />}
        note={agent.description || undefined}
        actions={<AgentActions agent={agent} />}
      />
      <TabLinks
        label="Parts of the agent"
        tabs={[
          { href: base, label: "Overview", current: tab === "overview" },
          { href: `${base}?tab=edit`, label: "Edit", current: tab === "edit" },
          { href: `${base}?tab=test`, label: "Test", current: tab === "test" },
          {
            href: `${base}?tab=versions`,
            label: T.versions,
            count: agent.version,
            current: tab === "versions",
          },
        ]}
      />
      <div className="pt-4">
        {tab === "overview" ? (
          <AgentOverview
            agent={agent}
            voiceName={options.voices.find((voice) => voice.id === agent.voice_id)?.name ?? null}
            usualModel={options.usualModel}
          />
        ) : null}
        {tab === "edit" ? (
          <AgentForm
            key={props.agent.version}
            action={save}
            values={props.agent}
            options={options}
            version={props.agent.version}
            backTo={base}
            sampleSrc={voiceSampleSrc}
            onDone={({ done = "" }) => {
              toast("good", done);
              void queries.invalidateQueries({ queryKey: agentsKey });
              router.push(base);
            }}
          />
        ) : null}
        {tab === "test" ? <TestTab agent={agent} businessName={businessName} /> : null}
        {tab === "versions" ? <VersionsTab agent={agent} initial={versions} /> : null}
      </div>
    </>
  );
}
