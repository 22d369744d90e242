"use client";

import { PhoneCall, SearchX } from "lucide-react";
import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import type { CallSummary } from "#lib/domain/api/call";
import type { Page } from "#lib/domain/api/page";
import { DISPOSITIONS, TELEPHONY_RESULTS } from "#lib/domain/statuses";
import { CallsList } from "@/app/_client/calls-list";
import { DISPOSITION_TEXT, TELEPHONY_RESULT_TEXT } from "@/components/calls/texts";
import { Select } from "@/components/ui/control";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { type CallSearch, filtersOf } from "./call-filter-fields.ts";

interface CallsScreenProps {
  search: CallSearch;
  initial: Page<CallSummary>;
  campaigns: { id: string; name: string }[];
}

/** The filters are the address: a filtered list can be sent to a colleague. */
export function CallsScreen({ search, initial, campaigns }: CallsScreenProps) {
  const router = useRouter();
  const path = usePathname();
  const [, startTransition] = useTransition();
  const set = (name: keyof CallSearch, value: string): void => {
    const query = new URLSearchParams();
    const wanted = { ...search, [name]: value };
    if (wanted.outcome) query.set("outcome", wanted.outcome);
    if (wanted.campaign) query.set("campaign", wanted.campaign);
    startTransition(() => router.replace(`${path}?${query}`, { scroll: false }));
  };
  const filters = filtersOf(search);
  const isFiltered = Object.keys(filters).length > 0;
  return (
    <>
      <div className="mb-3 flex flex-wrap gap-2">
        <Select
          aria-label="Outcome"
          value={search.outcome ?? ""}
          onChange={(event) => set("outcome", event.target.value)}
          className="w-auto min-w-40 max-sm:flex-1"
        >
          <option value="">All outcomes</option>
          <option value="live">In progress</option>
          <optgroup label="Conversations">
            {DISPOSITIONS.map((value) => (
              <option key={value} value={value}>
                {DISPOSITION_TEXT[value]}
              </option>
            ))}
          </optgroup>
          <optgroup label="By the carrier">
            {TELEPHONY_RESULTS.map((value) => (
              <option key={value} value={value}>
                {TELEPHONY_RESULT_TEXT[value]}
              </option>
            ))}
          </optgroup>
        </Select>
        <Select
          aria-label="Campaign"
          value={search.campaign ?? ""}
          onChange={(event) => set("campaign", event.target.value)}
          className="w-auto min-w-40 max-sm:flex-1 sm:max-w-72"
        >
          <option value="">All campaigns</option>
          {campaigns.map((campaign) => (
            <option key={campaign.id} value={campaign.id}>
              {campaign.name}
            </option>
          ))}
        </Select>
      </div>
      <CallsList
        key={JSON.stringify(filters)}
        filters={filters}
        isLive
        initial={initial}
        label="Calls"
        empty={
          isFiltered ? (
            <EmptyState
              icon={SearchX}
              title="No call matches"
              text="Choose another outcome or campaign."
              action={<LinkButton href="/calls">Show all calls</LinkButton>}
            />
          ) : (
            <EmptyState
              icon={PhoneCall}
              title="No calls yet"
              text="Start a campaign, and its calls appear here as they happen."
              action={
                <LinkButton href="/campaigns" look="primary">
                  Go to campaigns
                </LinkButton>
              }
            />
          )
        }
      />
    </>
  );
}
