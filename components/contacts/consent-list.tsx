import { BadgeCheck, Ban } from "lucide-react";
import type { Consent } from "#lib/domain/api/consent";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { CONSENT_KIND_TEXT, CONSENT_SOURCE_TEXT, CONSENT_TEXTS as T, PURPOSE_TEXT } from "./texts.ts";

interface ConsentListProps {
  consents: Consent[];
  onRevoke: (consent: Consent) => void;
}

export function ConsentList({ consents, onRevoke }: ConsentListProps) {
  if (consents.length === 0) return <p className="px-4 py-4 text-sm text-ink-2">{T.none}</p>;
  return (
    <ul className="divide-y divide-line">
      {consents.map((consent) => (
        <li key={consent.id} className="flex flex-col gap-1.5 px-4 py-3 text-sm">
          <div className="flex flex-wrap items-center justify-between gap-2">
            <span className="font-medium">{PURPOSE_TEXT[consent.purpose]}</span>
            {consent.revoked_at === null ? (
              <Status tone="good" icon={BadgeCheck}>
                {T.valid}
              </Status>
            ) : (
              <Status tone="neutral" icon={Ban}>
                {T.revokedAt}
              </Status>
            )}
          </div>
          <p className="text-xs text-ink-3">
            {CONSENT_KIND_TEXT[consent.kind]} · {CONSENT_SOURCE_TEXT[consent.source]}
          </p>
          {consent.text ? <blockquote className="break-words text-ink-2">“{consent.text}”</blockquote> : null}
          {Object.entries(consent.evidence).map(([name, value]) => (
            <p key={name} className="text-xs break-words text-ink-2">
              {name === "note" ? T.evidence : name}:{" "}
              {typeof value === "string" ? value : JSON.stringify(value)}
            </p>
          ))}
          <div className="flex flex-wrap items-center justify-between gap-2 text-xs text-ink-3">
            <span>
              {T.given} <RelativeTime iso={consent.given_at} />
              {consent.revoked_at ? (
                <>
                  {" · "}
                  {T.revokedAt} <RelativeTime iso={consent.revoked_at} />
                </>
              ) : null}
            </span>
            {consent.revoked_at === null ? (
              <Button size="sm" look="quiet" onClick={() => onRevoke(consent)}>
                {T.revoke}
              </Button>
            ) : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
