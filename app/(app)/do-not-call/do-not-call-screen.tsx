"use client";

import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, PhoneOff, Plus, Upload } from "lucide-react";
import { useDeferredValue, useRef, useState } from "react";
import type { DncEntry, DncImport } from "#lib/domain/api/dnc";
import type { Page } from "#lib/domain/api/page";
import { dncKey, dncQuery } from "@/app/_client/dnc-queries";
import { asJson, API_BASE, fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { DncDialog } from "@/components/dnc/dnc-dialog";
import { dncColumns } from "@/components/dnc/dnc-columns";
import { DataTable } from "@/components/data-table/data-table";
import { ListBody } from "@/components/data-table/list-body";
import { SearchField } from "@/components/data-table/search-field";
import { Toolbar } from "@/components/data-table/toolbar";
import { DNC_TEXTS as T, importedText } from "@/components/dnc/texts";
import { Button, buttonStyle } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
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
      <Toolbar
        actions={
          <>
            <a className={buttonStyle({ size: "sm" })} href={`${API_BASE}/dnc/export.csv`} download>
              <Download aria-hidden />
              {T.export}
            </a>
            <Button size="sm" disabled={change.isPending} onClick={() => file.current?.click()}>
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
            <Button size="sm" look="primary" onClick={() => open("add")}>
              <Plus aria-hidden />
              {T.add}
            </Button>
          </>
        }
      >
        <SearchField label={T.search} value={search} onChange={setSearch} />
      </Toolbar>
      <ListBody
        state={list.isPending ? "loading" : list.isError ? "failed" : "ready"}
        isEmpty={entries.length === 0}
        isFiltered={wanted !== ""}
        loadingLabel={T.title}
        failed={{ title: T.failed, text: sentenceOf(list.error), onRetry: () => void list.refetch() }}
        empty={<EmptyState icon={PhoneOff} title={T.emptyTitle} text={T.emptyText} />}
        onClearFilters={() => setSearch("")}
        noResults={{ title: T.noResultsTitle, text: T.noResultsText }}
        more={{
          isThere: list.hasNextPage,
          isLoading: list.isFetchingNextPage,
          onMore: () => void list.fetchNextPage(),
        }}
      >
        <DataTable label={T.title} columns={dncColumns(canRemove ? open : null)} items={entries} />
      </ListBody>
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
