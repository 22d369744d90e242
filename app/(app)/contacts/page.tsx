import type { Metadata } from "next";
import { allContactsQuerySchema } from "#lib/domain/api/contact";
import { listCampaigns } from "#lib/services/campaigns/list-campaigns";
import { listAllContacts } from "#lib/services/contacts/list-contacts";
import { contactFiltersOf, contactSearchOf } from "@/app/_client/contact-search";
import { PageHeader } from "@/components/layout/page-header";
import { LAYOUT_TEXTS as T } from "@/components/layout/texts";
import { orNotFound, pageContext } from "../page-context.ts";
import { ContactsScreen } from "./contacts-screen.tsx";

export const metadata: Metadata = { title: T.contacts };

interface ContactsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ContactsPage({ searchParams }: ContactsPageProps) {
  const search = contactSearchOf(await searchParams);
  const ctx = await pageContext();
  const [contacts, campaigns] = await Promise.all([
    orNotFound(listAllContacts(ctx, allContactsQuerySchema.parse(contactFiltersOf(search)))),
    listCampaigns(ctx, { limit: 200 }),
  ]);
  return (
    <>
      <PageHeader title={T.contacts} />
      <ContactsScreen
        search={search}
        initial={contacts}
        campaigns={campaigns.items.map(({ id, name }) => ({ id, name }))}
      />
    </>
  );
}
