import type { WebhookSender } from "#lib/providers/webhook/port";
import { wrongField } from "../missing.ts";

/** Asked again at each delivery, since a name may lead elsewhere by then. Throws `invalid`. */
export async function requirePublicAddress(sender: WebhookSender, url: string): Promise<void> {
  const refusal = await sender.refusal(url);
  if (refusal !== null) throw wrongField("url", refusal);
}
