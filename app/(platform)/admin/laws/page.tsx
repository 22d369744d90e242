"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { LawChangeInput, PlatformLaws } from "#lib/domain/api/law";
import { adminLawsQuery } from "@/app/_client/admin-queries";
import { ApiError, asJson, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { ReasonDialog } from "@/components/admin/reason-dialog";
import { placeText } from "@/components/contacts/decision-text";
import { LawChangesTable } from "@/components/laws/law-changes-table";
import { LawDialog } from "@/components/laws/law-dialog";
import { changeOf, draftOf, NEW_LAW } from "@/components/laws/law-draft";
import { LawsTable, type PlatformLaw } from "@/components/laws/laws-table";
import { LAW_TEXTS as T } from "@/components/laws/texts";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { useToast } from "@/components/ui/toast";

type Asking = "add" | { change: PlatformLaw } | { restore: PlatformLaw } | null;

export default function LawsPage() {
  const { data: laws, ...query } = useQuery(adminLawsQuery);
  const [asking, setAsking] = useState<Asking>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const change = useMutation({
    mutationFn: (input: LawChangeInput) => fetchApi<PlatformLaws>("/admin/laws", asJson("POST", input)),
    onSuccess: (now) => {
      queries.setQueryData(adminLawsQuery.queryKey, now);
      toast("good", T.saved);
      setAsking(null);
    },
  });
  const ask = (what: Asking): void => {
    change.reset();
    setAsking(what);
  };
  if (laws === undefined)
    return (
      <Card aria-label={T.title}>
        {query.isError ? (
          <ErrorState title={T.failed} text={sentenceOf(query.error)} onRetry={() => void query.refetch()} />
        ) : (
          <Loading label={T.loading}>
            <TableSkeleton rows={8} />
          </Loading>
        )}
      </Card>
    );
  const error = change.error ? sentenceOf(change.error) : null;
  return (
    <div className="flex flex-col gap-5">
      <Card aria-label={T.title}>
        <CardHeader
          title={T.title}
          note={T.note}
          actions={
            <Button onClick={() => ask("add")}>
              <Plus aria-hidden />
              {T.add}
            </Button>
          }
        />
        <LawsTable
          laws={laws.items}
          onChange={(law) => ask({ change: law })}
          onRestore={(law) => ask({ restore: law })}
        />
      </Card>
      <Card aria-label={T.changes}>
        <CardHeader title={T.changes} note={T.changesNote} />
        <LawChangesTable changes={laws.changes} />
      </Card>
      {asking !== null && (asking === "add" || "change" in asking) ? (
        <LawDialog
          initial={asking === "add" ? NEW_LAW : draftOf(asking.change)}
          isNew={asking === "add"}
          isPending={change.isPending}
          error={error}
          fieldErrors={fieldErrorsOf(change.error)}
          onSubmit={(draft) => change.mutate(changeOf(draft))}
          onClose={() => ask(null)}
        />
      ) : null}
      {asking !== null && asking !== "add" && "restore" in asking ? (
        <ReasonDialog
          title={`${T.restore}: ${placeText(asking.restore.place)}`}
          text={T.restoreNote}
          verb={T.restore}
          look="danger"
          isPending={change.isPending}
          error={error}
          onConfirm={(reason) => change.mutate({ place: asking.restore.place, terms: null, reason })}
          onClose={() => ask(null)}
        />
      ) : null}
    </div>
  );
}

function fieldErrorsOf(error: Error | null): Record<string, string> {
  const wrong = error instanceof ApiError ? (error.problem?.errors ?? []) : [];
  return Object.fromEntries(wrong.map(({ path, message }) => [path, message]));
}
