"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { PausedCampaigns } from "#lib/domain/api/campaign";
import { formatCount } from "@/components/format/numbers";
import { LAYOUT_TEXTS as T } from "@/components/layout/texts";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useToast } from "@/components/ui/toast";
import { campaignsKey } from "./campaign-queries.ts";
import { fetchApi, sentenceOf } from "./fetch-api.ts";

/** Asks once, then pauses every running campaign of the business. */
export function StopAllDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const queries = useQueryClient();
  const toast = useToast();
  const stop = useMutation({
    mutationFn: () => fetchApi<PausedCampaigns>("/campaigns/pause-all", { method: "POST" }),
    onSuccess: ({ paused }) =>
      toast("good", paused === 1 ? T.stoppedOne : `${formatCount(paused)} ${T.stoppedMany}`),
    onError: (error) => toast("bad", sentenceOf(error)),
    onSettled: () => {
      onClose();
      return queries.invalidateQueries({ queryKey: campaignsKey });
    },
  });
  return (
    <Dialog
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={T.stopAllTitle}
      description={T.stopAllText}
      footer={
        <>
          <Button onClick={onClose}>{T.cancel}</Button>
          <Button look="danger" disabled={stop.isPending} onClick={() => stop.mutate()}>
            {T.stopAllConfirm}
          </Button>
        </>
      }
    />
  );
}
