"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Agent, AgentVersion } from "#lib/domain/api/agent";
import type { Page } from "#lib/domain/api/page";
import { agentsKey, agentVersionsQuery } from "@/app/_client/agent-queries";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { AgentVersions } from "@/components/agents/agent-versions";
import { AGENT_TEXTS as T } from "@/components/agents/texts";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { useToast } from "@/components/ui/toast";

export function VersionsTab({ agent, initial }: { agent: Agent; initial: Page<AgentVersion> | null }) {
  const list = useQuery(agentVersionsQuery(agent.id, initial));
  const queries = useQueryClient();
  const toast = useToast();
  const restore = useMutation({
    mutationFn: ({ config }: AgentVersion) =>
      fetchApi<Agent>(`/agents/${agent.id}`, asJson("PATCH", { ...config, version: agent.version })),
    onSuccess: (updated) => {
      queries.setQueryData([...agentsKey, agent.id], updated);
      toast("good", T.restored);
    },
    onError: (error) => toast("bad", sentenceOf(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: agentsKey }),
  });
  if (list.isPending) {
    return (
      <Card>
        <Loading label="Loading versions">
          <TableSkeleton rows={3} />
        </Loading>
      </Card>
    );
  }
  if (list.isError) {
    return (
      <Card>
        <ErrorState
          title="The versions could not be loaded"
          text={sentenceOf(list.error)}
          onRetry={() => void list.refetch()}
        />
      </Card>
    );
  }
  return (
    <AgentVersions
      versions={list.data.items}
      current={agent.version}
      isPending={restore.isPending}
      onRestore={restore.mutate}
    />
  );
}
