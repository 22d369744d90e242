import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { listAgents } from "#lib/services/agents/list-agents";
import { AGENT_TEXTS as T } from "@/components/agents/texts";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { pageContext } from "../page-context.ts";
import { AgentsScreen } from "./agents-screen.tsx";

export const metadata: Metadata = { title: T.title };

export default async function AgentsPage() {
  const ctx = await pageContext();
  const agents = await listAgents(ctx, { limit: 200 });
  return (
    <>
      <PageHeader
        title={T.title}
        actions={
          <LinkButton href="/agents/new" look="primary">
            <Plus aria-hidden />
            {T.create}
          </LinkButton>
        }
      />
      <AgentsScreen initial={agents} />
    </>
  );
}
