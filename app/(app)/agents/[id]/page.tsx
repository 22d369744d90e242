import type { Metadata } from "next";
import { cache } from "react";
import { getAgent } from "#lib/services/agents/get-agent";
import { listAgentVersions } from "#lib/services/agents/list-agent-versions";
import { currentUser } from "@/app/_server/session";
import { idFrom, orNotFound, pageContext } from "../../page-context.ts";
import { agentFormOptions } from "../agent-form-options.ts";
import { saveAgent } from "./actions.ts";
import { AgentScreen } from "./agent-screen.tsx";
import { tabOf } from "./agent-tab.ts";

interface AgentPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return { ctx, agent: await orNotFound(getAgent(ctx, idFrom(id))) };
});

export async function generateMetadata({ params }: AgentPageProps): Promise<Metadata> {
  const { agent } = await load((await params).id);
  return { title: agent.name };
}

export default async function AgentPage({ params, searchParams }: AgentPageProps) {
  const { id } = await params;
  const tab = tabOf((await searchParams).tab);
  const { ctx, agent } = await load(id);
  const [options, versions, user] = await Promise.all([
    agentFormOptions(),
    tab === "versions" ? listAgentVersions(ctx, id, { limit: 200 }) : null,
    currentUser(),
  ]);
  return (
    <AgentScreen
      key={id}
      agent={agent}
      tab={tab}
      options={options}
      versions={versions}
      businessName={user?.business_name ?? ""}
      save={saveAgent.bind(null, id)}
    />
  );
}
