import type { Metadata } from "next";
import { recordingQuerySchema } from "#lib/domain/api/recording";
import { listCampaigns } from "#lib/services/campaigns/list-campaigns";
import { listRecordings } from "#lib/services/recordings/list-recordings";
import { recordingFiltersOf, RECORDINGS_LIMIT } from "@/app/_client/recording-queries";
import { RECORDING_TEXTS as T } from "@/components/calls/texts";
import { PageHeader } from "@/components/layout/page-header";
import { pageContext } from "../page-context.ts";
import { RecordingsScreen } from "./recordings-screen.tsx";

export const metadata: Metadata = { title: T.title };

interface RecordingsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

export default async function RecordingsPage({ searchParams }: RecordingsPageProps) {
  const query = await searchParams;
  const filters = recordingFiltersOf((name) => first(query[name]));
  const ctx = await pageContext();
  const [initial, campaigns] = await Promise.all([
    listRecordings(ctx, recordingQuerySchema.parse({ ...filters, limit: RECORDINGS_LIMIT })),
    listCampaigns(ctx, { limit: 100 }),
  ]);
  return (
    <>
      <PageHeader title={T.title} note={T.note} />
      <RecordingsScreen
        initial={initial}
        campaigns={campaigns.items.map(({ id, name }) => ({ id, name }))}
        canManage={ctx.actor.role !== "user"}
      />
    </>
  );
}
