import type { Metadata } from "next";
import { getRetention } from "#lib/services/privacy/get-retention";
import { DATA_TEXTS as T } from "@/components/privacy/texts";
import { pageContext } from "../../page-context.ts";
import { DataScreen } from "./data-screen.tsx";

export const metadata: Metadata = { title: T.title };

export default async function DataPage() {
  const ctx = await pageContext();
  return <DataScreen initial={await getRetention(ctx)} canChange={ctx.actor.role !== "user"} />;
}
