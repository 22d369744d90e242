import type { Metadata } from "next";
import { cache } from "react";
import { listCalls } from "#lib/services/calls/list-calls";
import { listConsents } from "#lib/services/consents/list-consents";
import { getContact } from "#lib/services/contacts/get-contact";
import { contactName } from "@/components/contacts/contact-name";
import { CONTACT_TEXTS as T } from "@/components/contacts/texts";
import { idFrom, orNotFound, pageContext } from "../../../../page-context.ts";
import { saveConsent } from "./actions.ts";
import { ContactScreen } from "./contact-screen.tsx";

interface ContactPageProps {
  params: Promise<{ id: string; leadId: string }>;
}

const load = cache(async (id: string, leadId: string) => {
  const ctx = await pageContext();
  return { ctx, contact: await orNotFound(getContact(ctx, idFrom(id), idFrom(leadId))) };
});

export async function generateMetadata({ params }: ContactPageProps): Promise<Metadata> {
  const { id, leadId } = await params;
  const { contact } = await load(id, leadId);
  return { title: contactName(contact) ?? T.details };
}

export default async function ContactPage({ params }: ContactPageProps) {
  const { id, leadId } = await params;
  const { ctx, contact } = await load(id, leadId);
  const [consents, calls] = await Promise.all([
    listConsents(ctx, id, leadId),
    listCalls(ctx, { limit: 50, lead_id: leadId }),
  ]);
  return (
    <ContactScreen
      key={leadId}
      contact={contact}
      consents={consents}
      calls={calls}
      saveConsent={saveConsent.bind(null, id, leadId)}
    />
  );
}
