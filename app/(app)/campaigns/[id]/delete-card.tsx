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
import { Input } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { useToast } from "@/components/ui/toast";

/** Takes a campaign out of sight for good, once its name was typed; while it runs it has to be stopped first. */
export function DeleteCard({ campaign }: { campaign: Campaign }) {
  const [typed, setTyped] = useState<string | null>(null);
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
    onSettled: () => setTyped(null),
  });
  return (
    <Card aria-label={T.deleteIt}>
      <CardHeader
        title={T.deleteIt}
        note={isRunning ? T.deleteRunning : T.deleteNote}
        actions={
          <Button look="danger-quiet" disabled={isRunning} onClick={() => setTyped("")}>
            {T.deleteButton}
          </Button>
        }
      />
      <Dialog
        open={typed !== null}
        onOpenChange={(isOpen) => !isOpen && setTyped(null)}
        title={T.deleteTitle}
        description={T.deleteNote}
        footer={
          <>
            <Button onClick={() => setTyped(null)}>{T.cancel}</Button>
            <Button
              look="danger"
              disabled={removal.isPending || typed?.trim() !== campaign.name.trim()}
              onClick={() => removal.mutate()}
            >
              {T.deleteNow}
            </Button>
          </>
        }
      >
        <Field name="again" label={T.deleteConfirm} hint={campaign.name}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={typed ?? ""}
              onChange={({ target }) => setTyped(target.value)}
            />
          )}
        </Field>
      </Dialog>
    </Card>
  );
}
