import type { Metadata } from "next";
import { liveBoard } from "#lib/services/live/live-board";
import { LIVE_TEXTS } from "@/components/calls/texts";
import { pageContext } from "../../page-context.ts";
import { LiveScreen } from "./live-screen.tsx";

export const metadata: Metadata = { title: LIVE_TEXTS.title };

export default async function LivePage() {
  const ctx = await pageContext();
  return <LiveScreen initial={await liveBoard(ctx)} canManage={ctx.actor.role !== "user"} />;
}
