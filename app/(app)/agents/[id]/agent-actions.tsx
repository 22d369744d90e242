"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Agent } from "#lib/domain/api/agent";
import { agentsKey } from "@/app/_client/agent-queries";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { AGENT_TEXTS as T } from "@/components/agents/texts";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";

export function AgentActions({ agent }: { agent: Agent }) {
  const [isAsked, setIsAsked] = useState(false);
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const toggle = useMutation({
    mutationFn: (isActive: boolean) =>
      fetchApi<Agent>(`/agents/${agent.id}`, asJson("PATCH", { is_active: isActive })),
    onSuccess: (updated) => {
      queries.setQueryData([...agentsKey, agent.id], updated);
      toast("good", updated.is_active ? T.activated : T.deactivated);
    },
    onError: (error) => toast("bad", sentenceOf(error)),
  });
  const removal = useMutation({
    mutationFn: () => fetchApi(`/agents/${agent.id}`, { method: "DELETE" }),
    onSuccess: async () => {
      toast("good", T.removed);
      router.push("/agents");
      await queries.invalidateQueries({ queryKey: [...agentsKey, "list"] });
    },
    onError: (error) => toast("bad", sentenceOf(error)),
    onSettled: () => setIsAsked(false),
  });
  return (
    <>
      <Button disabled={toggle.isPending} onClick={() => toggle.mutate(!agent.is_active)}>
        {agent.is_active ? T.deactivate : T.activate}
      </Button>
      <Button look="danger-quiet" onClick={() => setIsAsked(true)}>
        {T.remove}
      </Button>
      <Dialog
        open={isAsked}
        onOpenChange={setIsAsked}
        title={T.removeTitle}
        description={T.removeText}
        footer={
          <>
            <Button onClick={() => setIsAsked(false)}>{T.cancel}</Button>
            <Button look="danger" disabled={removal.isPending} onClick={() => removal.mutate()}>
              {T.remove}
            </Button>
          </>
        }
      />
    </>
  );
}
