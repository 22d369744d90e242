"use client";

import { keepPreviousData, useInfiniteQuery, useMutation, useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import type { Contact, ContactPage } from "#lib/domain/api/contact";
import type { ContactFacets } from "#lib/domain/api/contact-facets";
import type { ContactsBulkResult } from "#lib/domain/api/contacts-bulk";
import { bulkText } from "@/components/contacts/bulk-text";
import { contactColumns, shownName } from "@/components/contacts/contact-columns";
import { ContactFilters } from "@/components/contacts/contact-filters";
import { ContactMetrics } from "@/components/contacts/contact-metrics";
import { RemoveContactDialog } from "@/components/contacts/remove-contact-dialog";
import { SelectionBar, type SelectionChange } from "@/components/contacts/selection-bar";
import { CONTACT_TEXTS as T } from "@/components/contacts/texts";
import { shownColumns } from "@/components/data-table/column";
import { ColumnMenu } from "@/components/data-table/column-menu";
import { DataTable } from "@/components/data-table/data-table";
import { ListBody } from "@/components/data-table/list-body";
import { Toolbar } from "@/components/data-table/toolbar";
import { useColumns } from "@/components/data-table/use-columns";
import { formatCount } from "@/components/format/numbers";
import { buttonStyle } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useToast } from "@/components/ui/toast";
import { contactFacetsQuery, contactsCsvSrc, contactsQuery } from "./contact-queries.ts";
import { contactFiltersOf, type ContactSearch, withContactSearch } from "./contact-search.ts";
import { contactPlace, ContactSheet } from "./contact-sheet.tsx";
import { asJson, fetchApi, sentenceOf } from "./fetch-api.ts";
import { useSelection } from "./use-selection.ts";
import { useSettled } from "./use-settled.ts";
import { useUrlState } from "./use-url-state.ts";

interface ContactsListProps {
  /** null: of all campaigns. */
  campaignId: string | null;
  campaigns?: { id: string; name: string }[];
  /** What the address said, and the first page of it. */
  search: ContactSearch;
  initial: ContactPage | null;
  initialFacets?: ContactFacets | null;
  onChanged: () => void;
  actions?: ReactNode;
  /** Where there is nobody at all. */
  empty: ReactNode;
}

const TYPED_FOR_MS = 200;
const selectLabel = (contact: Contact): string => `${T.select} ${shownName(contact)}`;

/** The filters are the address: a filtered list can be sent to a colleague. */
export function ContactsList(props: ContactsListProps) {
  const { campaignId, campaigns, initial, onChanged, actions, empty } = props;
  const [search, setSearch] = useState(props.search);
  const wanted = { ...search, q: useSettled(search.q, TYPED_FOR_MS) };
  const filters = contactFiltersOf(wanted);
  const isFirst = JSON.stringify(filters) === JSON.stringify(contactFiltersOf(props.search));
  const list = useInfiniteQuery({
    ...contactsQuery({ campaignId, filters, initial: isFirst ? (initial ?? undefined) : undefined }),
    placeholderData: keepPreviousData,
  });
  const facets = useQuery({
    ...contactFacetsQuery(campaignId ?? "", props.initialFacets ?? null),
    enabled: campaignId !== null,
  });
  const [query, changeUrl] = useUrlState();
  const openPlace = query.get("contact");
  const [removing, setRemoving] = useState<Contact | null>(null);
  const { ids: selected, select, clear } = useSelection();
  const [changed, toggle] = useColumns("contacts");
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
      clear();
      onChanged();
    },
    onError: (error) => toast("bad", sentenceOf(error)),
  });
  const show = (next: ContactSearch): void => {
    setSearch(next);
    clear();
    window.history.replaceState(null, "", withContactSearch(window.location.href, next));
  };
  const open = useCallback((place: string | null): void => changeUrl({ contact: place }), [changeUrl]);
  const contacts = list.data?.pages.flatMap((page) => page.items) ?? [];
  const { total, total_is_capped: isCapped } = list.data?.pages[0] ?? {};
  const isFiltered = Object.keys(filters).length > 0;
  const columns = useMemo(
    () =>
      contactColumns({
        withCampaign: campaignId === null,
        onOpen: (contact) => open(contactPlace(contact)),
        onRemove: setRemoving,
      }),
    [campaignId, open, setRemoving],
  );
  const shown = useMemo(() => shownColumns(columns, changed), [columns, changed]);
  return (
    <div>
      {campaignId !== null && (contacts.length > 0 || isFiltered) ? (
        <ContactMetrics
          facets={facets.data}
          status={search.status}
          onChoose={(status) => show({ ...search, status })}
        />
      ) : null}
      <Card aria-label={T.title}>
        <Toolbar
          actions={
            <>
              <ColumnMenu columns={columns} changed={changed} onToggle={toggle} />
              {campaignId === null ? null : (
                <a
                  className={buttonStyle({ size: "sm" })}
                  href={contactsCsvSrc(campaignId, filters)}
                  download
                >
                  <Download aria-hidden />
                  {T.export}
                </a>
              )}
              {actions}
            </>
          }
        >
          <ContactFilters
            value={search}
            onChange={(field, value) => show({ ...search, [field]: value })}
            facets={facets.data}
            campaigns={campaigns}
          />
        </Toolbar>
        {selected.size > 0 ? (
          <SelectionBar
            count={selected.size}
            isPending={bulk.isPending}
            onChange={bulk.mutate}
            onClear={clear}
          />
        ) : null}
        <ListBody
          state={list.isPending ? "loading" : list.isError ? "failed" : "ready"}
          isStale={list.isPlaceholderData}
          isEmpty={contacts.length === 0}
          isFiltered={isFiltered}
          loadingLabel={T.loading}
          failed={{ title: T.failed, text: sentenceOf(list.error), onRetry: () => void list.refetch() }}
          empty={empty}
          onClearFilters={() => show({})}
          noResults={{ title: T.noResultsTitle, text: T.noResultsText }}
          more={{
            isThere: list.hasNextPage,
            isLoading: list.isFetchingNextPage,
            onMore: () => void list.fetchNextPage(),
            label: T.more,
          }}
        >
          {isFiltered && total !== undefined ? (
            <p className="border-b border-line px-4 py-2 text-xs text-ink-3" aria-live="polite">
              {formatCount(total)}
              {isCapped ? "+" : ""} {total === 1 ? T.foundOne : T.found}
            </p>
          ) : null}
          <DataTable
            label={T.title}
            columns={shown}
            items={contacts}
            currentId={openPlace?.split("~")[1] ?? null}
            selection={
              campaignId === null
                ? null
                : {
                    ids: selected,
                    onSelect: select,
                    allLabel: T.selectAll,
                    labelOf: selectLabel,
                  }
            }
          />
        </ListBody>
      </Card>
      {openPlace ? <ContactSheet place={openPlace} contacts={contacts} onOpen={open} /> : null}
      <RemoveContactDialog
        isOpen={removing !== null}
        isPending={removal.isPending}
        onClose={() => setRemoving(null)}
        onRemove={() => removing && removal.mutate(removing)}
      />
    </div>
  );
}
