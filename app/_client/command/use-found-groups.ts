"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Megaphone, PhoneCall, User } from "lucide-react";
import type { CallSummary } from "#lib/domain/api/call";
import type { Campaign } from "#lib/domain/api/campaign";
import type { Contact } from "#lib/domain/api/contact";
import type { Page } from "#lib/domain/api/page";
import { outcomeOf } from "@/components/calls/outcome";
import { CAMPAIGN_STATUS_TEXT } from "@/components/campaigns/texts";
import { type CommandGroup, matchesWords } from "@/components/command/command-entries";
import { COMMAND_TEXTS as T } from "@/components/command/texts";
import { contactName } from "@/components/contacts/contact-name";
import { maskPhone } from "@/components/format/phone";
import { campaignsKey } from "../campaign-queries.ts";
import { fetchApi } from "../fetch-api.ts";
import { useSettled } from "../use-settled.ts";

const AT_MOST = 5;
const TYPED_FOR_MS = 180;

interface Found {
  contacts: Contact[];
  calls: CallSummary[];
}

async function find(typed: string, signal: AbortSignal): Promise<Found> {
  const query = new URLSearchParams({ search: typed, limit: String(AT_MOST) });
  const [contacts, calls] = await Promise.all([
    fetchApi<Page<Contact>>(`/contacts?${query}`, { signal }),
    fetchApi<Page<CallSummary>>(`/calls?${query}`, { signal }),
  ]);
  return { contacts: contacts.items, calls: calls.items };
}

/** Campaigns, contacts and calls that hold what is typed. */
export function useFoundGroups(
  isOpen: boolean,
  typed: string,
  go: (href: string) => void,
): { groups: CommandGroup[]; isSearching: boolean } {
  const wanted = useSettled(typed.trim(), TYPED_FOR_MS);
  const campaigns = useQuery({
    queryKey: [...campaignsKey, "list", "names"],
    queryFn: ({ signal }) => fetchApi<Page<Campaign>>("/campaigns?limit=200", { signal }),
    enabled: isOpen,
  });
  const found = useQuery({
    queryKey: ["command", wanted],
    queryFn: ({ signal }) => find(wanted, signal),
    enabled: isOpen && wanted.length > 1,
    placeholderData: keepPreviousData,
  });
  const isAsked = wanted.length > 1;
  const named = (campaigns.data?.items ?? []).filter(({ name }) => matchesWords(name, typed));
  const groups: CommandGroup[] = [
    {
      title: T.campaigns,
      entries: named.slice(0, AT_MOST).map(({ id, name, status }) => ({
        id,
        label: name,
        note: CAMPAIGN_STATUS_TEXT[status],
        icon: Megaphone,
        run: () => go(`/campaigns/${id}`),
      })),
    },
    {
      title: T.contacts,
      entries: (isAsked ? (found.data?.contacts ?? []) : []).map((contact) => ({
        id: contact.id,
        label: contactName(contact) ?? maskPhone(contact.phone_number),
        note: contact.campaign_name,
        icon: User,
        run: () => go(`/campaigns/${contact.campaign_id}/contacts/${contact.id}`),
      })),
    },
    {
      title: T.calls,
      entries: (isAsked ? (found.data?.calls ?? []) : []).map((call) => ({
        id: call.id,
        label: call.contact_name ?? maskPhone(call.phone_number),
        note: outcomeOf(call).word,
        icon: PhoneCall,
        run: () => go(`/calls/${call.id}`),
      })),
    },
  ];
  return { groups, isSearching: found.isFetching || wanted !== typed.trim() };
}
