"use client";

import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Building2, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useDeferredValue, useState } from "react";
import type { Client } from "#lib/domain/api/client";
import type { Page } from "#lib/domain/api/page";
import { clientsKey, clientsQuery } from "@/app/_client/client-queries";
import { sentenceOf } from "@/app/_client/fetch-api";
import { ClientForm } from "@/components/clients/client-form";
import { CLIENT_COLUMNS } from "@/components/clients/client-columns";
import { CLIENT_TEXTS as T } from "@/components/clients/texts";
import { DataTable } from "@/components/data-table/data-table";
import { FacetMenu } from "@/components/data-table/facet-menu";
import { ListBody } from "@/components/data-table/list-body";
import { SearchField } from "@/components/data-table/search-field";
import { Toolbar } from "@/components/data-table/toolbar";
import type { FormAction } from "@/components/forms/form-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
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
      <Toolbar
        actions={
          <Button size="sm" look="primary" onClick={() => setIsAdding(true)}>
            <Plus aria-hidden />
            {T.add}
          </Button>
        }
      >
        <SearchField label={T.search} value={search} onChange={setSearch} />
        <FacetMenu
          label={T.show}
          value={isArchived ? "archived" : undefined}
          any={T.current}
          groups={[{ options: [{ value: "archived", label: T.archived }] }]}
          onChange={(value) => router.replace(value ? "/clients?show=archived" : "/clients")}
        />
      </Toolbar>
      <ListBody
        state={list.isPending ? "loading" : list.isError ? "failed" : "ready"}
        isEmpty={clients.length === 0}
        isFiltered={wanted !== ""}
        loadingLabel={T.loading}
        failed={{ title: T.failed, text: sentenceOf(list.error), onRetry: () => void list.refetch() }}
        empty={
          <EmptyState
            icon={Building2}
            title={isArchived ? T.archivedEmptyTitle : T.emptyTitle}
            text={isArchived ? T.archivedEmptyText : T.emptyText}
          />
        }
        onClearFilters={() => setSearch("")}
        noResults={{ title: T.noResultsTitle, text: T.noResultsText }}
        more={{
          isThere: list.hasNextPage,
          isLoading: list.isFetchingNextPage,
          onMore: () => void list.fetchNextPage(),
        }}
      >
        <DataTable label={T.title} columns={CLIENT_COLUMNS} items={clients} />
      </ListBody>
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
