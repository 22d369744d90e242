import type { CallEvent } from "#lib/domain/api/call";

/** The audit trail: what happened, in order, on the call's own clock. */
export function CallEvents({ events, startedAt }: { events: CallEvent[]; startedAt: string }) {
  const zeroMs = Date.parse(startedAt);
  return (
    <ol tabIndex={0} aria-label="Events of the call" className="max-h-96 overflow-y-auto px-4 py-2 text-xs">
      {events.map((event) => (
        <li
          key={event.id}
          className="grid grid-cols-[4rem_1fr] gap-x-3 border-b border-line py-1.5 last:border-b-0"
        >
          <time dateTime={event.at} className="text-right font-mono text-ink-3">
            {offset(Date.parse(event.at) - zeroMs)}
          </time>
          <span className="min-w-0">
            <span className="font-mono font-medium text-ink">{event.type}</span>
            {Object.keys(event.data).length > 0 ? (
              <span className="block font-mono break-words text-ink-3">{details(event.data)}</span>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  );
}

const offset = (ms: number): string => `${ms < 0 ? "−" : "+"}${(Math.abs(ms) / 1000).toFixed(2)} s`;

function details(data: Record<string, unknown>): string {
  return Object.entries(data)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([key, value]) => `${key} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" · ");
}
