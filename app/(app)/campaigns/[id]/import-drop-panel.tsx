"use client";

import { useMutation } from "@tanstack/react-query";
import type { Upload } from "#lib/domain/api/import";
import { fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { ImportDrop } from "@/components/contacts/import-drop";
import { IMPORT_TEXTS as T } from "@/components/contacts/texts";
import { Card } from "@/components/ui/card";

interface ImportDropPanelProps {
  campaignId: string;
  maxBytes: number;
  onUploaded: (uploadId: string) => void;
}

export function ImportDropPanel({ campaignId, maxBytes, onUploaded }: ImportDropPanelProps) {
  const upload = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.set("file", file);
      return fetchApi<Upload>(`/campaigns/${campaignId}/contacts/uploads`, { method: "POST", body });
    },
    onSuccess: (kept) => onUploaded(kept.upload_id),
  });
  return (
    <Card aria-label={T.title}>
      <ImportDrop
        maxBytes={maxBytes}
        busy={upload.isPending ? T.uploading : null}
        error={upload.error ? sentenceOf(upload.error) : null}
        onFile={(file) => upload.mutate(file)}
      />
    </Card>
  );
}
