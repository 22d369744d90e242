"use client";

import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { Download, SearchX } from "lucide-react";
import { type ReactNode, useDeferredValue, useState } from "react";
import type { Contact, ContactPage } from "#lib/domain/api/contact";
import type { ContactsBulkResult } from "#lib/domain/api/contacts-bulk";
import { bulkText } from "@/components/contacts/bulk-text";
import { ContactFilters } from "@/components/contacts/contact-filters";
import { ContactsTable } from "@/components/contacts/contacts-table";
import { SelectionBar, type SelectionChange } from "@/components/contacts/selection-bar";
import { CONTACT_TEXTS as T } from "@/components/contacts/texts";
import { formatCount } from "@/components/format/numbers";
import { Button, buttonStyle } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { useToast } from "@/components/ui/toast";
import { contactFacetsQuery, contactsQuery } from "./contact-queries.ts";
import { contactFiltersOf, type ContactSearch, withContactSearch } from "./contact-search.ts";
import { asJson, API_BASE, fetchApi, sentenceOf } from "./fetch-api.ts";
import { WhyDialog } from "./why-dialog.tsx";

interface ContactsListProps {
  /** null: of all campaigns. */
  campaignId: string | null;
  campaigns?: { id: string; name: string }[];
  /** What the address said, and the first page of it. */
  search: ContactSearch;
  initial: ContactPage | null;
  onChanged: () => void;
  actions?: ReactNode;
  /** Where there is nobody at all. */
  empty: ReactNode;
}

/** The filters are the address: a filtered list can be sent to a colleague. */
export function ContactsList(props: ContactsListProps) {
  const { campaignId, campaigns, initial, onChanged, actions, empty } = props;
  const [search, setSearch] = useState(props.search);
  const wanted = useDeferredValue(search);
  const filters = contactFiltersOf(wanted);
  const isFiltered = Object.keys(filters).length > 0;
  const isFirst = JSON.stringify(filters) === JSON.stringify(contactFiltersOf(props.search));
  const list = useInfiniteQuery({
    ...contactsQuery({
      campaignId,
      filters,
      initial: isFirst ? (initial ?? undefined) : undefined,
    }),
    placeholderData: keepPreviousData,
  });
  const facets = useQuery({
    ...contactFacetsQuery(campaignId ?? ""),
    enabled: campaignId !== null,
  });
  const [asking, setAsking] = useState<Contact | null>(null);
  const [removing, setRemoving] = useState<Contact | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const toast = useToast();
  const removal = useMutation({
    mutationFn: (contact: Contact) =>
      fetchApi(`/campaigns/${contact.campaign_id}/contacts/${contact.id}`, { method: "DELETE" }),
    onSuccess: () => {
      toast("good", T.removed);
      onChanged();
    },
    onError: (error) => toast("bad", sentenceOf(error)),
    onSettled: () => setRemoving(null),
  });
  const bulk = useMutation({
    mutationFn: (change: SelectionChange) =>
      fetchApi<ContactsBulkResult>(
        `/campaigns/${campaignId}/contacts/bulk`,
        asJson("POST", { ...change, ids: [...selected] }),
      ),
    onSuccess: (result, { action }) => {
      toast("good", bulkText(action, result));
      setSelected(new Set());
      onChanged();
    },
    onError: (error) => toast("bad", sentenceOf(error)),
  });
  const show = (next: ContactSearch): void => {
    setSearch(next);
    setSelected(new Set());
    window.history.replaceState(null, "", withContactSearch(window.location.href, next));
  };
  const select = (ids: string[], isSelected: boolean): void => {
    const next = new Set(selected);
    for (const id of ids)
      if (isSelected) next.add(id);
      else next.delete(id);
    setSelected(next);
  };
  const contacts = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { total, total_is_capped: isCapped } = list.data?.pages[0] ?? {};
  return (
    <Card aria-label={T.title}>
      <div className="flex flex-wrap items-start justify-between gap-2 border-b border-line px-4 py-3">
        <ContactFilters
          value={search}
          onChange={(field, value) => show({ ...search, [field]: value })}
          facets={facets.data}
          campaigns={campaigns}
        />
        {campaignId === null ? null : (
          <div className="ml-auto flex flex-wrap gap-2">
            <a
              className={buttonStyle()}
              href={`${API_BASE}/campaigns/${campaignId}/contacts/export.csv?${new URLSearchParams(filters)}`}
              download
            >
              <Download aria-hidden />
              {T.export}
            </a>
            {actions}
          </div>
        )}
      </div>
      {selected.size > 0 ? (
        <SelectionBar
          count={selected.size}
          isPending={bulk.isPending}
          onChange={bulk.mutate}
          onClear={() => setSelected(new Set())}
        />
      ) : null}
      {list.isPending ? (
        <Loading label="Loading contacts">
          <TableSkeleton rows={5} />
        </Loading>
      ) : list.isError && contacts.length === 0 ? (
        <ErrorState
          title="The contacts could not be loaded"
          text={sentenceOf(list.error)}
          onRetry={() => void list.refetch()}
        />
      ) : contacts.length === 0 && isFiltered ? (
        <EmptyState
          icon={SearchX}
          title={T.noResultsTitle}
          text={T.noResultsText}
          action={<Button onClick={() => show({})}>{T.clearFilters}</Button>}
        />
      ) : contacts.length === 0 ? (
        empty
      ) : (
        <>
          {isFiltered && total !== undefined ? (
            <p className="border-b border-line px-4 py-2 text-xs text-ink-3" aria-live="polite">
              {formatCount(total)}
              {isCapped ? "+" : ""} {total === 1 ? T.foundOne : T.found}
            </p>
          ) : null}
          <ContactsTable
            contacts={contacts}
            withCampaign={campaignId === null}
            selected={campaignId === null ? null : selected}
            onSelect={select}
            onRemove={setRemoving}
            onWhy={setAsking}
          />
        </>
      )}
      {list.hasNextPage ? (
        <div className="flex justify-center border-t border-line py-3">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {list.isFetchingNextPage ? T.loadingMore : T.more}
          </Button>
        </div>
      ) : null}
      {asking ? <WhyDialog contact={asking} onClose={() => setAsking(null)} /> : null}
      <Dialog
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={T.removeTitle}
        description={T.removeText}
        footer={
          <>
            <Button onClick={() => setRemoving(null)}>{T.cancel}</Button>
            <Button
              look="danger"
              disabled={removal.isPending}
              onClick={() => removing && removal.mutate(removing)}
            >
              {T.remove}
            </Button>
          </>
        }
      />
    </Card>
  );
}
