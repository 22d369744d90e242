"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Campaign } from "#lib/domain/api/campaign";
import { campaignsKey } from "@/app/_client/campaign-queries";
import { fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { CAMPAIGN_TEXTS as T } from "@/components/campaigns/texts";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { useToast } from "@/components/ui/toast";
import { TypedConfirm } from "@/components/ui/typed-confirm";

/** Takes a campaign out of sight for good, once its name was typed; while it runs it has to be paused or stopped first. */
export function DeleteCard({ campaign }: { campaign: Campaign }) {
  const [isAsking, setIsAsking] = useState(false);
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const isRunning = campaign.status === "running";
  const removal = useMutation({
    mutationFn: () => fetchApi(`/campaigns/${campaign.id}`, { method: "DELETE" }),
    onSuccess: async () => {
      toast("good", T.deleted);
      router.push("/campaigns");
      await queries.invalidateQueries({ queryKey: [...campaignsKey, "list"] });
    },
    onError: (error) => toast("bad", sentenceOf(error)),
    onSettled: () => setIsAsking(false),
  });
  return (
    <Card aria-label={T.deleteIt}>
      <CardHeader
        title={T.deleteIt}
        note={isRunning ? T.deleteRunning : T.deleteNote}
        actions={
          <Button look="danger-quiet" disabled={isRunning} onClick={() => setIsAsking(true)}>
            {T.deleteButton}
          </Button>
        }
      />
      {isAsking ? (
        <TypedConfirm
          onClose={() => setIsAsking(false)}
          expected={campaign.name}
          isPending={removal.isPending}
          onConfirm={() => removal.mutate()}
          texts={{
            title: T.deleteTitle,
            description: T.deleteNote,
            label: T.deleteConfirm,
            hint: campaign.name,
            cancel: T.cancel,
            confirm: T.deleteNow,
          }}
        />
      ) : null}
    </Card>
  );
}
