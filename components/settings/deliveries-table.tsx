import { CircleAlert, CircleCheck, Clock } from "lucide-react";
import type { Delivery } from "#lib/domain/api/webhook";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { DELIVERY_EVENT_TEXT, DELIVERY_STATUS_TEXT, WEBHOOK_TEXTS as T } from "./texts.ts";

const LOOKS = {
  pending: { tone: "warn", icon: Clock },
  delivered: { tone: "good", icon: CircleCheck },
  failed: { tone: "bad", icon: CircleAlert },
} as const;

interface DeliveriesTableProps {
  deliveries: Delivery[];
  /** null: the endpoint is off. */
  onReplay: ((delivery: Delivery) => void) | null;
}

export function DeliveriesTable({ deliveries, onReplay }: DeliveriesTableProps) {
  return (
    <Table label={T.log}>
      <thead>
        <tr>
          <HeadCell>{T.event}</HeadCell>
          <HeadCell>{T.status}</HeadCell>
          <HeadCell className="text-right max-sm:hidden">{T.tries}</HeadCell>
          <HeadCell className="max-md:hidden">{T.answer}</HeadCell>
          <HeadCell className="text-right max-sm:hidden">{T.sentAt}</HeadCell>
          <HeadCell className="w-10">
            <span className="sr-only">{T.replay}</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <Row key={delivery.id}>
            <Cell className="max-w-56 py-2 max-sm:max-w-32">
              <span className="block truncate">{DELIVERY_EVENT_TEXT[delivery.event]}</span>
              <span className="block truncate font-mono text-2xs text-ink-3">{delivery.id}</span>
            </Cell>
            <Cell>
              <Status {...LOOKS[delivery.status]}>{DELIVERY_STATUS_TEXT[delivery.status]}</Status>
            </Cell>
            <Cell className="text-right max-sm:hidden">{delivery.attempts}</Cell>
            <Cell className="text-ink-2 max-md:hidden">{lastAnswer(delivery)}</Cell>
            <Cell className="text-right text-ink-2 max-sm:hidden">
              <RelativeTime iso={delivery.created_at} />
            </Cell>
            <Cell className="text-right">
              {onReplay && delivery.status !== "pending" ? (
                <Button size="sm" look="quiet" onClick={() => onReplay(delivery)}>
                  {T.replay}
                </Button>
              ) : null}
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function lastAnswer({ log }: Delivery): string {
  const last = log.at(-1);
  if (!last) return "–";
  return last.error ?? (last.status === null ? T.noAnswer : `${last.status}, ${last.duration_ms} ms`);
}
