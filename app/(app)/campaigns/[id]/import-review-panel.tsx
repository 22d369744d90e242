"use client";

import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ImportAccepted, ImportPreview } from "#lib/domain/api/import";
import { asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { ImportReview, type ImportChoice } from "@/components/contacts/import-review";
import { IMPORT_TEXTS as T } from "@/components/contacts/texts";
import { Card, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";

interface ImportReviewPanelProps {
  campaignId: string;
  uploadId: string;
  onStarted: (importId: string) => void;
  onCancel: () => void;
}

export function ImportReviewPanel({ campaignId, uploadId, onStarted, onCancel }: ImportReviewPanelProps) {
  const [choice, setChoice] = useState<ImportChoice>({});
  const base = `/campaigns/${campaignId}/contacts`;
  const look = useQuery({
    queryKey: ["import-preview", uploadId, choice],
    queryFn: ({ signal }) =>
      fetchApi<ImportPreview>(`${base}/uploads/${uploadId}/preview`, { ...asJson("POST", choice), signal }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const preview = look.data;
  const start = useMutation({
    mutationFn: () =>
      fetchApi<ImportAccepted>(
        `${base}/import`,
        asJson("POST", { ...wholeChoice(choice, preview), upload_id: uploadId }),
      ),
    onSuccess: (accepted) => onStarted(accepted.import_id),
  });
  const failure = start.error ?? look.error;
  return (
    <Card aria-label={T.title}>
      <CardHeader title={preview?.file_name ?? T.reading} />
      {preview ? (
        <ImportReview
          preview={preview}
          choice={choice}
          isStale={look.isPlaceholderData || look.isFetching}
          isStarting={start.isPending || start.isSuccess}
          error={failure ? sentenceOf(failure) : null}
          onChange={setChoice}
          onImport={() => start.mutate()}
          onCancel={onCancel}
        />
      ) : look.isError ? (
        <ErrorState title={T.failed} text={sentenceOf(look.error)} onRetry={() => void look.refetch()} />
      ) : (
        <Loading label={T.reading}>
          <TableSkeleton rows={5} />
        </Loading>
      )}
    </Card>
  );
}

/** What was shown is what is imported, also where nothing was changed. */
function wholeChoice(choice: ImportChoice, preview: ImportPreview | undefined): ImportChoice {
  if (!preview) return choice;
  const mapping = Object.fromEntries(preview.columns.map(({ name, use }) => [name, use]));
  return { ...choice, mapping, default_country: preview.default_country };
}
