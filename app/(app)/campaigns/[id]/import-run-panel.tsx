"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Import } from "#lib/domain/api/import";
import { importQuery } from "@/app/_client/campaign-queries";
import { fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { ImportProgress } from "@/components/contacts/import-progress";
import { ImportResult } from "@/components/contacts/import-result";
import { IMPORT_TEXTS as T } from "@/components/contacts/texts";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";

interface ImportRunPanelProps {
  importId: string;
  onDone: () => void;
  onAgain: () => void;
}

const isOver = (status: Import["status"]): boolean => status !== "queued" && status !== "running";

export function ImportRunPanel({ importId, onDone, onAgain }: ImportRunPanelProps) {
  const { data: running, error } = useQuery(importQuery(importId));
  const [isAsking, setIsAsking] = useState(false);
  const queries = useQueryClient();
  const toast = useToast();
  const over = running && isOver(running.status) ? running : null;
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (!over || told.current === over.id) return;
    told.current = over.id;
    onDone();
  }, [over, onDone]);
  const undo = useMutation({
    mutationFn: () => fetchApi<Import>(`/imports/${importId}/undo`, { method: "POST" }),
    onSuccess: (undone) => {
      queries.setQueryData(importQuery(importId).queryKey, undone);
      toast("good", T.undone);
      onDone();
    },
    onError: (failure) => toast("bad", sentenceOf(failure)),
    onSettled: () => setIsAsking(false),
  });
  const canUndo = over?.status === "done" && over.imported + over.updated > 0;
  return (
    <Card aria-label={T.title}>
      <CardHeader
        title={running?.file_name ?? T.running}
        note={over?.status === "done" ? T.done : over?.status === "undone" ? T.undone : undefined}
        actions={
          over ? (
            <>
              {canUndo ? (
                <Button size="sm" look="danger-quiet" onClick={() => setIsAsking(true)}>
                  {T.undo}
                </Button>
              ) : null}
              <Button size="sm" onClick={onAgain}>
                {T.another}
              </Button>
            </>
          ) : null
        }
      />
      <div className="px-4 py-4">
        {error && !running ? <Notice tone="bad">{sentenceOf(error)}</Notice> : null}
        {over ? <ImportResult result={over} /> : <ImportProgress running={running ?? null} />}
      </div>
      <Dialog
        open={isAsking}
        onOpenChange={setIsAsking}
        title={T.undoTitle}
        description={T.undoText}
        footer={
          <>
            <Button onClick={() => setIsAsking(false)}>{T.cancel}</Button>
            <Button look="danger" disabled={undo.isPending} onClick={() => undo.mutate()}>
              {T.undo}
            </Button>
          </>
        }
      />
    </Card>
  );
}
