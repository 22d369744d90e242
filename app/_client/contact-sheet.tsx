"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useMemo } from "react";
import type { Contact } from "#lib/domain/api/contact";
import { CallOutcome } from "@/components/calls/call-outcome";
import { shownName } from "@/components/contacts/contact-columns";
import { ContactFacts } from "@/components/contacts/contact-facts";
import { contactState } from "@/components/contacts/contact-state";
import { CONTACT_TEXTS as T } from "@/components/contacts/texts";
import { RowSheet } from "@/components/data-table/row-sheet";
import { ErrorState } from "@/components/ui/error-state";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { openedContactQuery } from "./contact-queries.ts";
import { sentenceOf } from "./fetch-api.ts";
import { VerdictNow } from "./verdict-now.tsx";

/** How the address names the contact that is open beside a list. */
export const contactPlace = ({ campaign_id, id }: Pick<Contact, "campaign_id" | "id">): string =>
  `${campaign_id}~${id}`;

interface ContactSheetProps {
  place: string;
  /** The list that it lies in. */
  contacts: readonly Contact[];
  onOpen: (place: string | null) => void;
}

/** What is known of a contact and what the rules say now, beside the list. */
export function ContactSheet({ place, contacts, onOpen }: ContactSheetProps) {
  const router = useRouter();
  const [campaignId = "", id = ""] = place.split("~");
  const { data, error, refetch } = useQuery(openedContactQuery(campaignId, id));
  const at = contacts.findIndex((contact) => contact.id === id);
  const contact = data ?? contacts[at];
  const before = at > 0 ? contacts[at - 1] : undefined;
  const behind = at >= 0 ? contacts[at + 1] : undefined;
  const onStep = useMemo(
    () => ({
      previous: before ? () => onOpen(contactPlace(before)) : null,
      next: behind ? () => onOpen(contactPlace(behind)) : null,
    }),
    [before, behind, onOpen],
  );
  const href = `/campaigns/${campaignId}/contacts/${id}`;
  return (
    <RowSheet
      title={contact ? shownName(contact) : T.details}
      badge={contact ? <CallOutcome view={contactState(contact).view} /> : null}
      href={href}
      onOpenPage={() => router.push(href)}
      onClose={() => onOpen(null)}
      onStep={onStep}
    >
      {contact ? (
        <>
          <section aria-label={T.verdictTitle} className="border-b border-line px-4 py-3">
            <h3 className="mb-2 text-sm font-semibold">{T.verdictTitle}</h3>
            <VerdictNow campaignId={campaignId} leadId={id} />
          </section>
          <ContactFacts contact={contact} />
        </>
      ) : error ? (
        <ErrorState title={T.sheetFailed} text={sentenceOf(error)} onRetry={() => void refetch()} />
      ) : (
        <Loading label={T.sheetLoading}>
          <Skeleton className="m-4 h-40" />
        </Loading>
      )}
    </RowSheet>
  );
}
