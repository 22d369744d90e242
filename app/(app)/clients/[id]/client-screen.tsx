"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { PhoneCall } from "lucide-react";
import type { CallSummary } from "#lib/domain/api/call";
import type { Client } from "#lib/domain/api/client";
import type { ContactPage } from "#lib/domain/api/contact";
import type { Page } from "#lib/domain/api/page";
import { CallsList } from "@/app/_client/calls-list";
import { clientQuery } from "@/app/_client/client-queries";
import { contactsQuery } from "@/app/_client/contact-queries";
import { ClientContacts } from "@/components/clients/client-contacts";
import { ClientFacts } from "@/components/clients/client-facts";
import { CLIENT_TEXTS as T } from "@/components/clients/texts";
import type { FormAction } from "@/components/forms/form-state";
import { PageHeader } from "@/components/layout/page-header";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { ClientActions } from "./client-actions.tsx";

interface ClientScreenProps {
  client: Client;
  contacts: ContactPage;
  calls: Page<CallSummary>;
  saveClient: FormAction;
}

export function ClientScreen({ client: first, contacts, calls, saveClient }: ClientScreenProps) {
  const { data: client } = useQuery(clientQuery(first));
  const filters = { client_id: client.id };
  const list = useInfiniteQuery(contactsQuery({ campaignId: null, filters, initial: contacts }));
  return (
    <>
      <PageHeader
        parent={{ href: "/clients", label: T.title }}
        title={client.name}
        note={client.company ?? undefined}
        actions={<ClientActions client={client} save={saveClient} />}
      />
      {client.archived_at ? (
        <Notice tone="info" className="mb-4">
          {T.archivedNote}
        </Notice>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_18rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card aria-label={T.contacts}>
            <CardHeader title={T.contacts} />
            <ClientContacts
              contacts={list.data?.pages.flatMap((page) => page.items) ?? []}
              hasNumber={client.phone_number !== null}
            />
            {list.hasNextPage ? (
              <div className="flex justify-center border-t border-line py-3">
                <Button disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                  {T.more}
                </Button>
              </div>
            ) : null}
          </Card>
          <section>
            <CallsList
              key={client.phone_number ?? ""}
              filters={filters}
              initial={calls}
              label={T.calls}
              empty={<EmptyState icon={PhoneCall} title={T.noCalls} text={T.noCallsText} />}
            />
          </section>
        </div>
        <Card aria-label={T.facts}>
          <CardHeader title={T.facts} />
          <ClientFacts client={client} />
        </Card>
      </div>
    </>
  );
}
