"use client";

import { useQuery } from "@tanstack/react-query";
import { Ban, PhoneCall } from "lucide-react";
import type { CallSummary } from "#lib/domain/api/call";
import type { Consent } from "#lib/domain/api/consent";
import type { Contact } from "#lib/domain/api/contact";
import type { Page } from "#lib/domain/api/page";
import { CallsList } from "@/app/_client/calls-list";
import { contactQuery } from "@/app/_client/contact-queries";
import { VerdictNow } from "@/app/_client/verdict-now";
import { CallOutcome } from "@/components/calls/call-outcome";
import { ContactFacts } from "@/components/contacts/contact-facts";
import { contactName } from "@/components/contacts/contact-name";
import { contactState } from "@/components/contacts/contact-state";
import { CONTACT_TEXTS as T } from "@/components/contacts/texts";
import type { FormAction } from "@/components/forms/form-state";
import { maskPhone } from "@/components/format/phone";
import { PageHeader } from "@/components/layout/page-header";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Status } from "@/components/ui/status";
import { ConsentsCard } from "./consents-card.tsx";

interface ContactScreenProps {
  contact: Contact;
  consents: Page<Consent>;
  calls: Page<CallSummary>;
  saveConsent: FormAction;
}

export function ContactScreen({ contact: first, consents, calls, saveConsent }: ContactScreenProps) {
  const { data: contact } = useQuery(contactQuery(first));
  return (
    <>
      <PageHeader
        parent={[
          { href: "/campaigns", label: "Campaigns" },
          { href: `/campaigns/${contact.campaign_id}?tab=contacts`, label: contact.campaign_name },
        ]}
        title={contactName(contact) ?? maskPhone(contact.phone_number)}
        badge={
          <span className="flex flex-wrap items-center gap-2">
            <CallOutcome view={contactState(contact).view} />
            {contact.do_not_call ? (
              <Status tone="warn" icon={Ban}>
                {T.doNotCall}
              </Status>
            ) : null}
          </span>
        }
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card aria-label={T.verdictTitle}>
            <CardHeader title={T.verdictTitle} />
            <div className="px-4 py-4">
              <VerdictNow campaignId={contact.campaign_id} leadId={contact.id} />
            </div>
          </Card>
          <section>
            <CallsList
              filters={{ lead_id: contact.id }}
              initial={calls}
              withCampaign={false}
              label={T.calls}
              empty={<EmptyState icon={PhoneCall} title={T.noCalls} text={T.noCallsText} />}
            />
          </section>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <Card aria-label={T.facts}>
            <CardHeader title={T.facts} />
            <ContactFacts contact={contact} />
          </Card>
          <ConsentsCard contact={contact} initial={consents} save={saveConsent} />
        </div>
      </div>
    </>
  );
}
