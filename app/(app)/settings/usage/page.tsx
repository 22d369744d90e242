import type { Metadata } from "next";
import { getUsage } from "#lib/services/plans/get-usage";
import { listPlans } from "#lib/services/plans/list-plans";
import { USAGE_TEXTS as T } from "@/components/usage/texts";
import { pageContext } from "../../page-context.ts";
import { UsageScreen } from "./usage-screen.tsx";

export const metadata: Metadata = { title: T.title };

export default async function UsagePage() {
  const ctx = await pageContext();
  const [usage, { items: plans }] = await Promise.all([getUsage(ctx), listPlans(ctx.db)]);
  const canChange = ctx.actor.kind === "user" && ctx.actor.role === "owner";
  return <UsageScreen initial={usage} plans={plans} canChange={canChange} />;
}
