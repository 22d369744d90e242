import { CircleCheck, CircleOff } from "lucide-react";
import type { Webhook } from "#lib/domain/api/webhook";
import { Status } from "@/components/ui/status";
import { WEBHOOK_TEXTS as T } from "./texts.ts";

export function WebhookStatus({ webhook }: { webhook: Webhook }) {
  if (webhook.is_active) {
    return (
      <Status tone="good" icon={CircleCheck}>
        {T.active}
      </Status>
    );
  }
  const isGone = webhook.disabled_reason === "gone";
  return (
    <Status tone={isGone ? "bad" : "neutral"} icon={CircleOff}>
      {isGone ? T.gone : T.off}
    </Status>
  );
}
