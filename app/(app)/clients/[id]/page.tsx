import type { Metadata } from "next";
import { cache } from "react";
import { listCalls } from "#lib/services/calls/list-calls";
import { getClient } from "#lib/services/clients/get-client";
import { listAllContacts } from "#lib/services/contacts/list-contacts";
import { idFrom, orNotFound, pageContext } from "../../page-context.ts";
import { saveClient } from "./actions.ts";
import { ClientScreen } from "./client-screen.tsx";

interface ClientPageProps {
  params: Promise<{ id: string }>;
}

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return { ctx, client: await orNotFound(getClient(ctx, idFrom(id))) };
});

export async function generateMetadata({ params }: ClientPageProps): Promise<Metadata> {
  const { client } = await load((await params).id);
  return { title: client.name };
}

export default async function ClientPage({ params }: ClientPageProps) {
  const { id } = await params;
  const { ctx, client } = await load(id);
  const [contacts, calls] = await Promise.all([
    listAllContacts(ctx, { limit: 50, client_id: id }),
    listCalls(ctx, { limit: 50, client_id: id }),
  ]);
  return (
    <ClientScreen
      key={id}
      client={client}
      contacts={contacts}
      calls={calls}
      saveClient={saveClient.bind(null, id)}
    />
  );
}
