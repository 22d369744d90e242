"use client";

import { useQuery } from "@tanstack/react-query";
import type { Contact } from "#lib/domain/api/contact";
import { verdictQuery } from "./contact-queries.ts";
import { sentenceOf } from "./fetch-api.ts";
import { CONTACT_TEXTS as T } from "@/components/contacts/texts";
import { VerdictCard } from "@/components/contacts/verdict-card";
import { maskPhone } from "@/components/format/phone";
import { Dialog } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Loading, Skeleton } from "@/components/ui/skeleton";

/** The gate's verdict on one contact, asked when it is opened. */
export function WhyDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const verdict = useQuery(verdictQuery(contact.campaign_id, contact.id));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={T.whyTitle}
      description={
        [contact.first_name, contact.last_name].filter(Boolean).join(" ") || maskPhone(contact.phone_number)
      }
    >
      {verdict.isPending ? (
        <Loading label={T.whyLoading}>
          <Skeleton className="mb-3 h-10 w-full" />
          <Skeleton className="h-24 w-full" />
        </Loading>
      ) : verdict.isError ? (
        <ErrorState
          title={T.whyFailed}
          text={sentenceOf(verdict.error)}
          onRetry={() => void verdict.refetch()}
        />
      ) : (
        <VerdictCard verdict={verdict.data} />
      )}
    </Dialog>
  );
}
