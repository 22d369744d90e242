import { listWebhooks as list } from "#lib/data/webhooks";
import type { Page, PageQuery } from "#lib/domain/api/page";
import type { Webhook } from "#lib/domain/api/webhook";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

/** Newest first. Throws `forbidden` for plain users. */
export async function listWebhooks(ctx: UserContext, query: PageQuery): Promise<Page<Webhook>> {
  return asUser(ctx, "webhooks.read", (trx, tenantId) => list(trx, tenantId, query));
}
