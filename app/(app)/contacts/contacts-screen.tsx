"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Users } from "lucide-react";
import type { ContactPage } from "#lib/domain/api/contact";
import { allContactsKey } from "@/app/_client/contact-queries";
import type { ContactSearch } from "@/app/_client/contact-search";
import { ContactsList } from "@/app/_client/contacts-list";
import { CONTACT_TEXTS as T } from "@/components/contacts/texts";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

interface ContactsScreenProps {
  search: ContactSearch;
  initial: ContactPage;
  campaigns: { id: string; name: string }[];
}

export function ContactsScreen({ search, initial, campaigns }: ContactsScreenProps) {
  const queries = useQueryClient();
  return (
    <ContactsList
      campaignId={null}
      campaigns={campaigns}
      search={search}
      initial={initial}
      onChanged={() => void queries.invalidateQueries({ queryKey: allContactsKey })}
      empty={
        <EmptyState
          icon={Users}
          title={T.workspaceEmpty}
          text={T.workspaceEmptyText}
          action={
            <LinkButton href="/campaigns" look="primary">
              {T.toCampaigns}
            </LinkButton>
          }
        />
      }
    />
  );
}
