import type { CallEvent } from "#lib/domain/api/call";

/** The audit trail: what happened, in order, on the call's own clock. */
export function CallEvents({ events, startedAt }: { events: CallEvent[]; startedAt: string }) {
  const zeroMs = Date.parse(startedAt);
  return (
    <ol tabIndex={0} aria-label="Events of the call" className="max-h-96 overflow-y-auto px-4 py-2 text-xs">
      {events.map((event) => (
        <li
          key={event.id}
          className="grid grid-cols-[3.75rem_9rem_1fr] items-baseline gap-x-3 max-sm:grid-cols-[3.75rem_1fr] border-b border-line py-1.5 last:border-b-0"
        >
          <time dateTime={event.at} className="text-right font-mono text-ink-3">
            {offset(Date.parse(event.at) - zeroMs)}
          </time>
          <span className="truncate font-mono font-medium text-ink">{event.type}</span>
          <span
            className="min-w-0 truncate font-mono text-ink-3 max-sm:col-start-2"
            title={details(event.data)}
          >
            {details(event.data, isTelling)}
          </span>
        </li>
      ))}
    </ol>
  );
}

const offset = (ms: number): string => `${ms < 0 ? "−" : "+"}${(Math.abs(ms) / 1000).toFixed(2)} s`;

/** Ids and what is not so stay in the title: the line is for reading. */
const isTelling = ([key, value]: [string, unknown]): boolean => !key.endsWith("_id") && value !== false;

function details(
  data: Record<string, unknown>,
  wanted: (entry: [string, unknown]) => boolean = Boolean,
): string {
  return Object.entries(data)
    .filter(([, value]) => value !== null && value !== undefined)
    .filter(wanted)
    .map(([key, value]) => `${key} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" · ");
}
