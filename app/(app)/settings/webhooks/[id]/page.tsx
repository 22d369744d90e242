import type { Metadata } from "next";
import { deliveryQuerySchema } from "#lib/domain/api/webhook";
import { mayDo } from "#lib/domain/roles/actions";
import { getWebhook } from "#lib/services/webhooks/get-webhook";
import { listDeliveries } from "#lib/services/webhooks/list-deliveries";
import { ManagersOnly } from "@/components/settings/managers-only";
import { WEBHOOK_TEXTS as T } from "@/components/settings/texts";
import { idFrom, orNotFound, pageContext } from "../../../page-context.ts";
import { WebhookScreen } from "./webhook-screen.tsx";

export const metadata: Metadata = { title: T.title };

interface WebhookPageProps {
  params: Promise<{ id: string }>;
}

export default async function WebhookPage({ params }: WebhookPageProps) {
  const id = idFrom((await params).id);
  const ctx = await pageContext();
  if (!mayDo(ctx.actor.role, "webhooks.read")) return <ManagersOnly />;
  const [webhook, deliveries] = await orNotFound(
    Promise.all([getWebhook(ctx, id), listDeliveries(ctx, id, deliveryQuerySchema.parse({}))]),
  );
  return <WebhookScreen initial={webhook} deliveries={deliveries} />;
}
