import type { Metadata } from "next";
import { agentConfigSchema } from "#lib/domain/api/agent";
import { AGENT_TEXTS as T } from "@/components/agents/texts";
import { PageHeader } from "@/components/layout/page-header";
import { pageContext } from "../../page-context.ts";
import { agentFormOptions } from "../agent-form-options.ts";
import { createAgentAction } from "./actions.ts";
import { NewAgent } from "./new-agent.tsx";

export const metadata: Metadata = { title: T.create };

export default async function NewAgentPage() {
  await pageContext();
  const usual = agentConfigSchema.parse({ name: "–" });
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader parent={{ href: "/agents", label: T.title }} title={T.create} />
      <NewAgent
        action={createAgentAction}
        values={{ ...usual, name: "" }}
        options={await agentFormOptions()}
      />
    </div>
  );
}
