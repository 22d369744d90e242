import { Link } from "@/components/ui/link";
import type { Contact } from "#lib/domain/api/contact";
import { RevealedPhone } from "@/components/calls/revealed-phone";
import { RelativeTime } from "@/components/time/relative-time";
import { Fact } from "@/components/ui/fact";
import { CONTACT_TEXTS as T } from "./texts.ts";

/** Everything that is known of a contact, fields of their file included. */
export function ContactFacts({ contact }: { contact: Contact }) {
  return (
    <dl className="divide-y divide-line px-4">
      <Fact label={T.number}>
        <RevealedPhone phoneNumber={contact.phone_number} />
      </Fact>
      <Fact label={T.numberKind}>{kindOf(contact)}</Fact>
      <Fact label={T.email}>{contact.email}</Fact>
      <Fact label={T.timezone}>{contact.timezone ?? (contact.phone_time_zones.join(" · ") || null)}</Fact>
      <Fact label={T.client}>
        {contact.client ? (
          <Link href={`/clients/${contact.client.id}`} className="text-accent hover:underline">
            {contact.client.name}
          </Link>
        ) : null}
      </Fact>
      <Fact label={T.tags}>{contact.tags.join(", ") || null}</Fact>
      <Fact label={T.priority}>{contact.priority}</Fact>
      {contact.is_high_value ? <Fact label={T.highValue}>{T.yes}</Fact> : null}
      <Fact label={T.attempts}>{contact.job?.attempts ?? 0}</Fact>
      {contact.job?.next_attempt_at ? (
        <Fact label={T.next}>
          <RelativeTime iso={contact.job.next_attempt_at} />
        </Fact>
      ) : null}
      <Fact label={T.added}>
        <RelativeTime iso={contact.created_at} />
      </Fact>
      {Object.entries(contact.custom_fields).map(([name, value]) => (
        <Fact key={name} label={name}>
          {typeof value === "string" ? value || null : JSON.stringify(value)}
        </Fact>
      ))}
    </dl>
  );
}

function kindOf({ country, phone_type: type }: Contact): string | null {
  const kind = type === null ? null : type.replaceAll("_", " ");
  return [country, kind].filter(Boolean).join(" · ") || null;
}
