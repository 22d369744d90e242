import type { Client } from "#lib/domain/api/client";
import { RevealedPhone } from "@/components/calls/revealed-phone";
import { RelativeTime } from "@/components/time/relative-time";
import { Fact } from "@/components/ui/fact";
import { CLIENT_TEXTS as T } from "./texts.ts";

export function ClientFacts({ client }: { client: Client }) {
  return (
    <>
      <dl className="divide-y divide-line px-4">
        <Fact label={T.number}>
          {client.phone_number ? <RevealedPhone phoneNumber={client.phone_number} /> : null}
        </Fact>
        <Fact label={T.email}>{client.email}</Fact>
        <Fact label={T.company}>{client.company}</Fact>
        <Fact label={T.tags}>{client.tags.join(", ") || null}</Fact>
        <Fact label={T.lastCall}>
          {client.last_call ? <RelativeTime iso={client.last_call.requested_at} /> : null}
        </Fact>
        <Fact label={T.addedAt}>
          <RelativeTime iso={client.created_at} />
        </Fact>
      </dl>
      {client.notes ? (
        <p className="border-t border-line px-4 py-3 text-sm break-words whitespace-pre-wrap text-ink-2">
          {client.notes}
        </p>
      ) : null}
    </>
  );
}
