"use client";

import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Search, SearchX, Users } from "lucide-react";
import { type ReactNode, useDeferredValue, useState } from "react";
import type { Contact } from "#lib/domain/api/contact";
import type { Page } from "#lib/domain/api/page";
import { contactsQuery } from "@/app/_client/campaign-queries";
import { fetchApi, sentenceOf } from "@/app/_client/fetch-api";
import { ContactsTable } from "@/components/contacts/contacts-table";
import { CONTACT_TEXTS as T } from "@/components/contacts/texts";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { useToast } from "@/components/ui/toast";
import { WhyDialog } from "./why-dialog.tsx";

interface ContactsListProps {
  campaignId: string;
  isMoving: boolean;
  initial: Page<Contact> | null;
  onChanged: () => void;
  actions: ReactNode;
}

export function ContactsList({ campaignId, isMoving, initial, onChanged, actions }: ContactsListProps) {
  const [search, setSearch] = useState("");
  const wanted = useDeferredValue(search.trim());
  const list = useInfiniteQuery(
    contactsQuery({
      campaignId,
      search: wanted,
      isMoving,
      initial: wanted ? undefined : (initial ?? undefined),
    }),
  );
  const [asking, setAsking] = useState<Contact | null>(null);
  const [removing, setRemoving] = useState<Contact | null>(null);
  const toast = useToast();
  const removal = useMutation({
    mutationFn: (contact: Contact) =>
      fetchApi(`/campaigns/${campaignId}/contacts/${contact.id}`, { method: "DELETE" }),
    onSuccess: () => {
      toast("good", T.removed);
      onChanged();
    },
    onError: (error) => toast("bad", sentenceOf(error)),
    onSettled: () => setRemoving(null),
  });
  const contacts = list.data?.pages.flatMap((page) => page.items) ?? [];
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
        {actions}
      </div>
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
      ) : contacts.length === 0 && wanted ? (
        <EmptyState
          icon={SearchX}
          title={T.noResultsTitle}
          text={T.noResultsText}
          action={<Button onClick={() => setSearch("")}>{T.clearSearch}</Button>}
        />
      ) : contacts.length === 0 ? (
        <EmptyState icon={Users} title={T.emptyTitle} text={T.emptyText} />
      ) : (
        <ContactsTable contacts={contacts} onRemove={setRemoving} onWhy={setAsking} />
      )}
      {list.hasNextPage ? (
        <div className="flex justify-center border-t border-line py-3">
          <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {list.isFetchingNextPage ? "Loading…" : "Show more contacts"}
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
