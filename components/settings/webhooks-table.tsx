import { Link } from "@/components/ui/link";
import type { Webhook } from "#lib/domain/api/webhook";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { WEBHOOK_EVENT_TEXT, WEBHOOK_TEXTS as T } from "./texts.ts";
import { WebhookStatus } from "./webhook-status.tsx";

/** A row leads to its endpoint wherever it is clicked. */
export function WebhooksTable({ webhooks }: { webhooks: Webhook[] }) {
  return (
    <Table label={T.title}>
      <thead>
        <tr>
          <HeadCell>{T.url}</HeadCell>
          <HeadCell className="max-md:hidden">{T.events}</HeadCell>
          <HeadCell>{T.status}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => (
          <Row key={webhook.id}>
            <Cell className="max-w-96 py-2 max-sm:max-w-44">
              <Link
                href={`/settings/webhooks/${webhook.id}`}
                className="block truncate font-mono text-xs font-medium after:absolute after:inset-0"
              >
                {webhook.url}
              </Link>
              <span className="block truncate text-xs text-ink-3">{webhook.description}</span>
            </Cell>
            <Cell className="text-ink-2 max-md:hidden">
              {webhook.events.map((event) => WEBHOOK_EVENT_TEXT[event].label).join(", ")}
            </Cell>
            <Cell>
              <WebhookStatus webhook={webhook} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
