import type { Metadata } from "next";
import { pageQuerySchema } from "#lib/domain/api/page";
import { mayDo } from "#lib/domain/roles/actions";
import { listWebhooks } from "#lib/services/webhooks/list-webhooks";
import { ManagersOnly } from "@/components/settings/managers-only";
import { WEBHOOK_TEXTS as T } from "@/components/settings/texts";
import { pageContext } from "../../page-context.ts";
import { WebhooksScreen } from "./webhooks-screen.tsx";

export const metadata: Metadata = { title: T.title };

export default async function WebhooksPage() {
  const ctx = await pageContext();
  if (!mayDo(ctx.actor.role, "webhooks.read")) return <ManagersOnly />;
  return <WebhooksScreen initial={await listWebhooks(ctx, pageQuerySchema.parse({}))} />;
}
