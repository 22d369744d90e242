import type { DncEntry } from "#lib/domain/api/dnc";
import type { Column } from "@/components/data-table/column";
import { formatPhone } from "@/components/format/phone";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { DNC_SOURCE_TEXT, DNC_TEXTS as T } from "./texts.ts";

const scopeOf = (entry: DncEntry): string => entry.campaign?.name ?? T.allCampaigns;

/** `onRemove` null: this person may not. */
export const dncColumns = (onRemove: ((entry: DncEntry) => void) | null): Column<DncEntry>[] => [
  {
    id: "number",
    head: T.number,
    className: "whitespace-nowrap",
    cell: (entry) => (
      <>
        <span className="font-mono text-xs">{formatPhone(entry.phone_number)}</span>
        <span className="block max-w-40 truncate text-xs text-ink-3 sm:hidden">{scopeOf(entry)}</span>
      </>
    ),
  },
  {
    id: "scope",
    head: T.scope,
    className: "max-w-48 truncate max-sm:hidden",
    cell: scopeOf,
  },
  {
    id: "reason",
    head: T.reason,
    className: "max-w-64 truncate max-sm:hidden",
    cell: (entry) => entry.reason || "–",
  },
  {
    id: "source",
    head: T.source,
    className: "max-sm:hidden",
    cell: (entry) => DNC_SOURCE_TEXT[entry.source],
  },
  {
    id: "since",
    head: T.since,
    className: "text-right max-sm:hidden",
    cell: (entry) => <RelativeTime iso={entry.created_at} />,
  },
  ...(onRemove
    ? [
        {
          id: "actions",
          head: "",
          className: "w-10 text-right",
          cell: (entry: DncEntry) => (
            <Button size="sm" look="quiet" onClick={() => onRemove(entry)}>
              {T.remove}
            </Button>
          ),
        },
      ]
    : []),
];
