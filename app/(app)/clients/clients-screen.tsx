"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Building2, Plus, Search, SearchX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState } from "react";
import type { Client } from "#lib/domain/api/client";
import type { Page } from "#lib/domain/api/page";
import { clientsKey, clientsQuery } from "@/app/_client/client-queries";
import { sentenceOf } from "@/app/_client/fetch-api";
import { ClientForm } from "@/components/clients/client-form";
import { ClientsTable } from "@/components/clients/clients-table";
import { CLIENT_TEXTS as T } from "@/components/clients/texts";
import type { FormAction } from "@/components/forms/form-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input, Select } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { useToast } from "@/components/ui/toast";

interface ClientsScreenProps {
  isArchived: boolean;
  initial: Page<Client>;
  addClient: FormAction;
}

export function ClientsScreen({ isArchived, initial, addClient }: ClientsScreenProps) {
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const list = useInfiniteQuery(
    clientsQuery({ search: wanted, archived: isArchived, initial: wanted ? undefined : initial }),
  );
  const [isAdding, setIsAdding] = useState(false);
  const queries = useQueryClient();
  const router = useRouter();
  const toast = useToast();
  const clients = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Card aria-label={T.title}>
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-line px-4 py-3">
        <div className="flex w-full flex-wrap gap-2 sm:w-auto">
          <div className="relative w-full sm:w-80">
            <Search aria-hidden className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-ink-3" />
            <Input
              type="search"
              aria-label={T.search}
              placeholder={T.search}
              maxLength={120}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              className="pl-8"
            />
          </div>
          <Select
            aria-label={T.show}
            className="w-auto"
            value={isArchived ? "archived" : ""}
            onChange={(event) => router.replace(event.target.value ? "/clients?show=archived" : "/clients")}
          >
            <option value="">{T.current}</option>
            <option value="archived">{T.archived}</option>
          </Select>
        </div>
        <Button look="primary" onClick={() => setIsAdding(true)}>
          <Plus aria-hidden />
          {T.add}
        </Button>
      </div>
      {list.isPending ? (
        <Loading label={T.loading}>
          <TableSkeleton rows={5} />
        </Loading>
      ) : list.isError && clients.length === 0 ? (
        <ErrorState title={T.failed} text={sentenceOf(list.error)} onRetry={() => void list.refetch()} />
      ) : clients.length === 0 && wanted ? (
        <EmptyState
          icon={SearchX}
          title={T.noResultsTitle}
          text={T.noResultsText}
          action={<Button onClick={() => setSearch("")}>{T.clear}</Button>}
        />
      ) : clients.length === 0 ? (
        <EmptyState
          icon={Building2}
          title={isArchived ? T.archivedEmptyTitle : T.emptyTitle}
          text={isArchived ? T.archivedEmptyText : T.emptyText}
        />
      ) : (
        <ClientsTable clients={clients} />
      )}
      {list.hasNextPage ? (
        <div className="flex justify-center border-t border-line py-3">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {T.more}
          </Button>
        </div>
      ) : null}
      <Dialog open={isAdding} onOpenChange={setIsAdding} title={T.addTitle} description={T.addNote}>
        <ClientForm
          action={addClient}
          client={null}
          onCancel={() => setIsAdding(false)}
          onDone={(sentence) => {
            setIsAdding(false);
            toast("good", sentence);
            void queries.invalidateQueries({ queryKey: clientsKey });
          }}
        />
      </Dialog>
    </Card>
  );
}
