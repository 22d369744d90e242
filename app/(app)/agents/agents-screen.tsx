"use client";

import { useQuery } from "@tanstack/react-query";
import { Bot, Plus } from "lucide-react";
import type { Agent } from "#lib/domain/api/agent";
import type { Page } from "#lib/domain/api/page";
import { agentsQuery } from "@/app/_client/agent-queries";
import { AgentsTable } from "@/components/agents/agents-table";
import { AGENT_TEXTS as T } from "@/components/agents/texts";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export function AgentsScreen({ initial }: { initial: Page<Agent> }) {
  const { data } = useQuery(agentsQuery(initial));
  return (
    <Card>
      {data.items.length > 0 ? (
        <AgentsTable agents={data.items} />
      ) : (
        <EmptyState
          icon={Bot}
          title={T.emptyTitle}
          text={T.emptyText}
          action={
            <LinkButton href="/agents/new" look="primary">
              <Plus aria-hidden />
              {T.create}
            </LinkButton>
          }
        />
      )}
    </Card>
  );
}
