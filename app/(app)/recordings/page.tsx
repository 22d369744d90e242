import { AudioLines } from "lucide-react";
import type { Metadata } from "next";
import { recordingQuerySchema } from "#lib/domain/api/recording";
import { listRecordings } from "#lib/services/recordings/list-recordings";
import { RecordingsTable } from "@/components/calls/recordings-table";
import { RECORDING_TEXTS as T } from "@/components/calls/texts";
import { PageHeader } from "@/components/layout/page-header";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { pageContext } from "../page-context.ts";

export const metadata: Metadata = { title: T.title };

interface RecordingsPageProps {
  searchParams: Promise<{ cursor?: string | string[] }>;
}

/** Newest first; the place in the list is the address. */
export default async function RecordingsPage({ searchParams }: RecordingsPageProps) {
  const { cursor } = await searchParams;
  const asked = recordingQuerySchema.safeParse(typeof cursor === "string" ? { cursor } : {});
  const query = asked.success ? asked.data : recordingQuerySchema.parse({});
  const { items, next_cursor: next } = await listRecordings(await pageContext(), query);
  return (
    <>
      <PageHeader title={T.title} note={T.note} />
      <Card aria-label={T.title}>
        {items.length === 0 && query.cursor === undefined ? (
          <EmptyState
            icon={AudioLines}
            title={T.emptyTitle}
            text={T.emptyText}
            action={<LinkButton href="/campaigns">{T.toCampaigns}</LinkButton>}
          />
        ) : (
          <RecordingsTable recordings={items} srcOf={recordingSrc} />
        )}
      </Card>
      <nav aria-label={T.title} className="mt-3 flex justify-end gap-2">
        {query.cursor === undefined ? null : <LinkButton href="/recordings">{T.newest}</LinkButton>}
        {next === null ? null : (
          <LinkButton href={`/recordings?cursor=${encodeURIComponent(next)}`}>{T.older}</LinkButton>
        )}
      </nav>
    </>
  );
}

const recordingSrc = (callId: string): string => `/api/v1/calls/${callId}/recording`;
