import type { Metadata } from "next";
import { cache } from "react";
import { getAnalysis } from "#lib/services/calls/get-analysis";
import { getCall } from "#lib/services/calls/get-call";
import { listCallEvents } from "#lib/services/calls/list-call-events";
import { idFrom, orNotFound, pageContext } from "../../page-context.ts";
import { CallScreen } from "./call-screen.tsx";

interface CallPageProps {
  params: Promise<{ id: string }>;
}

const load = cache(async (id: string) => {
  const ctx = await pageContext();
  return { ctx, call: await orNotFound(getCall(ctx, idFrom(id))) };
});

export async function generateMetadata({ params }: CallPageProps): Promise<Metadata> {
  const { call } = await load((await params).id);
  return { title: call.contact_name ? `Call with ${call.contact_name}` : "Call" };
}

export default async function CallPage({ params }: CallPageProps) {
  const { ctx, call } = await load((await params).id);
  const [events, analysis] = await Promise.all([
    listCallEvents(ctx, call.id, { limit: 200 }),
    getAnalysis(ctx, call.id),
  ]);
  return (
    <CallScreen
      key={call.id}
      call={call}
      events={events}
      analysis={analysis}
      canManage={ctx.actor.role !== "user"}
    />
  );
}
