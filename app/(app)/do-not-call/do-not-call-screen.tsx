"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, PhoneOff, Plus, Search, SearchX, Upload } from "lucide-react";
import { useDeferredValue, useRef, useState } from "react";
import type { DncEntry, DncImport } from "#lib/domain/api/dnc";
import type { Page } from "#lib/domain/api/page";
import { dncKey, dncQuery } from "@/app/_client/dnc-queries";
import { asJson, API_BASE, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { DncDialog } from "@/components/dnc/dnc-dialog";
import { DncTable } from "@/components/dnc/dnc-table";
import { DNC_TEXTS as T, importedText } from "@/components/dnc/texts";
import { Button, buttonStyle } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/control";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { useToast } from "@/components/ui/toast";

interface DoNotCallScreenProps {
  initial: Page<DncEntry>;
  canRemove: boolean;
}

type Change =
  | { add: { number: string; reason: string } }
  | { remove: string; reason: string }
  | { file: File };

/** The sentence that tells what was done. */
async function make(change: Change): Promise<string> {
  if ("add" in change) {
    const { number, reason } = change.add;
    await fetchApi<DncEntry>("/dnc", asJson("POST", { phone_number: number, reason }));
    return T.added;
  }
  if ("remove" in change) {
    await fetchApi(`/dnc/${change.remove}`, asJson("DELETE", { reason: change.reason }));
    return T.removed;
  }
  const body = new FormData();
  body.set("file", change.file);
  return importedText(await fetchApi<DncImport>("/dnc/import", { method: "POST", body }));
}

export function DoNotCallScreen({ initial, canRemove }: DoNotCallScreenProps) {
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const list = useInfiniteQuery(dncQuery(wanted, wanted ? undefined : initial));
  const [dialog, setDialog] = useState<"add" | DncEntry | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const queries = useQueryClient();
  const toast = useToast();
  const change = useMutation({
    mutationFn: make,
    onSuccess: (sentence) => {
      toast("good", sentence);
      setDialog(null);
      return queries.invalidateQueries({ queryKey: dncKey });
    },
    onError: (error) => {
      if (dialog === null) toast("bad", sentenceOf(error));
    },
  });
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  const open = (what: "add" | DncEntry): void => {
    change.reset();
    setDialog(what);
  };
  return (
    <Card aria-label={T.title}>
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-3">
        <div className="relative w-full sm:w-80">
          <Search aria-hidden className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-ink-3" />
          <Input
            type="search"
            aria-label={T.search}
            placeholder={T.search}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            className="pl-8"
          />
        </div>
        <div className="flex flex-wrap gap-2">
          <a className={buttonStyle()} href={`${API_BASE}/dnc/export.csv`} download>
            <Download aria-hidden />
            {T.export}
          </a>
          <Button disabled={change.isPending} onClick={() => file.current?.click()}>
            <Upload aria-hidden />
            {T.import}
          </Button>
          <input
            ref={file}
            type="file"
            accept=".csv,.tsv,.txt,.xlsx,text/csv,text/plain"
            tabIndex={-1}
            aria-label={T.import}
            className="sr-only"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              if (chosen) change.mutate({ file: chosen });
              event.target.value = "";
            }}
          />
          <Button look="primary" onClick={() => open("add")}>
            <Plus aria-hidden />
            {T.add}
          </Button>
        </div>
      </div>
      {list.isPending ? (
        <Loading label={T.title}>
          <TableSkeleton rows={5} />
        </Loading>
      ) : list.isError && entries.length === 0 ? (
        <ErrorState
          title="The list could not be loaded"
          text={sentenceOf(list.error)}
          onRetry={() => void list.refetch()}
        />
      ) : entries.length === 0 && wanted ? (
        <EmptyState
          icon={SearchX}
          title={T.noResultsTitle}
          text={T.noResultsText}
          action={<Button onClick={() => setSearch("")}>{T.clear}</Button>}
        />
      ) : entries.length === 0 ? (
        <EmptyState icon={PhoneOff} title={T.emptyTitle} text={T.emptyText} />
      ) : (
        <DncTable entries={entries} onRemove={canRemove ? open : null} />
      )}
      {list.hasNextPage ? (
        <div className="flex justify-center border-t border-line py-3">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {T.more}
          </Button>
        </div>
      ) : null}
      {dialog ? (
        <DncDialog
          mode={dialog === "add" ? "add" : { remove: dialog.phone_number }}
          isPending={change.isPending}
          error={change.error ? sentenceOf(change.error) : null}
          onClose={() => setDialog(null)}
          onSubmit={({ number, reason }) =>
            change.mutate(dialog === "add" ? { add: { number, reason } } : { remove: dialog.id, reason })
          }
        />
      ) : null}
    </Card>
  );
}
