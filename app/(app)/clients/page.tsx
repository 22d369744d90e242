import type { Metadata } from "next";
import { clientQuerySchema } from "#lib/domain/api/client";
import { listClients } from "#lib/services/clients/list-clients";
import { CLIENT_TEXTS as T } from "@/components/clients/texts";
import { PageHeader } from "@/components/layout/page-header";
import { pageContext } from "../page-context.ts";
import { addClient } from "./actions.ts";
import { ClientsScreen } from "./clients-screen.tsx";

export const metadata: Metadata = { title: T.title };

interface ClientsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function ClientsPage({ searchParams }: ClientsPageProps) {
  const isArchived = (await searchParams).show === "archived";
  const ctx = await pageContext();
  const initial = await listClients(ctx, clientQuerySchema.parse({ archived: String(isArchived) }));
  return (
    <>
      <PageHeader title={T.title} note={T.note} />
      <ClientsScreen
        key={String(isArchived)}
        isArchived={isArchived}
        initial={initial}
        addClient={addClient}
      />
    </>
  );
}
