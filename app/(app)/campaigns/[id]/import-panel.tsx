"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { Import, ImportAccepted } from "#lib/domain/api/import";
import { importQuery } from "@/app/_client/campaign-queries";
import { fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { ImportDrop } from "@/components/contacts/import-drop";
import { ImportResult } from "@/components/contacts/import-result";
import { IMPORT_TEXTS as T } from "@/components/contacts/texts";
import { formatCount } from "@/components/format/numbers";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";

interface ImportPanelProps {
  campaignId: string;
  maxBytes: number;
  onDone: () => void;
}

const isOver = (status: Import["status"]): boolean => status !== "queued" && status !== "running";

/** A file goes up, its rows are counted as they are read, and every row is accounted for. */
export function ImportPanel({ campaignId, maxBytes, onDone }: ImportPanelProps) {
  const [importId, setImportId] = useState<string | null>(null);
  const upload = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.set("file", file);
      return fetchApi<ImportAccepted>(`/campaigns/${campaignId}/contacts/import`, { method: "POST", body });
    },
    onSuccess: (accepted) => setImportId(accepted.import_id),
  });
  const { data: running, error } = useQuery({ ...importQuery(importId ?? ""), enabled: importId !== null });
  const over = running && isOver(running.status) ? running : null;
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (!over || told.current === over.id) return;
    told.current = over.id;
    onDone();
  }, [over, onDone]);
  const busy = upload.isPending ? T.uploading : importId && !over && !error ? progressText(running) : null;
  const failure = upload.error ?? error;
  const again = (): void => {
    setImportId(null);
    upload.reset();
  };
  if (over) {
    return (
      <Card aria-label={T.title}>
        <CardHeader
          title={over.file_name}
          note={over.status === "failed" ? undefined : T.done}
          actions={
            <Button size="sm" onClick={again}>
              {T.another}
            </Button>
          }
        />
        <div className="px-4 py-4">
          <ImportResult result={over} />
        </div>
      </Card>
    );
  }
  return (
    <Card aria-label={T.title}>
      <ImportDrop
        maxBytes={maxBytes}
        busy={busy}
        error={failure ? sentenceOf(failure) : null}
        onFile={(file) => {
          again();
          upload.mutate(file);
        }}
      />
    </Card>
  );
}

function progressText(running: Import | undefined): string {
  const read = running
    ? running.imported + running.updated + running.duplicates_skipped + running.rejected
    : 0;
  return read > 0 ? `${T.running} ${formatCount(read)}` : T.running;
}
