"use client";

import { Button } from "@/components/ui/button";
import type { DncEntry } from "#lib/domain/api/dnc";
import { RelativeTime } from "@/components/time/relative-time";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { DNC_SOURCE_TEXT, DNC_TEXTS as T } from "./texts.ts";

interface DncTableProps {
  entries: DncEntry[];
  /** null: this person may not. */
  onRemove: ((entry: DncEntry) => void) | null;
}

export function DncTable({ entries, onRemove }: DncTableProps) {
  return (
    <Table label={T.title}>
      <thead>
        <tr>
          <HeadCell>{T.number}</HeadCell>
          <HeadCell>{T.scope}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.reason}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.source}</HeadCell>
          <HeadCell className="text-right">{T.since}</HeadCell>
          {onRemove ? (
            <HeadCell className="w-10">
              <span className="sr-only">Actions</span>
            </HeadCell>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <Row key={entry.id}>
            <Cell className="font-mono text-xs">{entry.phone_number}</Cell>
            <Cell className="max-w-48 truncate">{entry.campaign?.name ?? T.allCampaigns}</Cell>
            <Cell className="max-w-64 truncate max-sm:hidden">{entry.reason || "–"}</Cell>
            <Cell className="max-sm:hidden">{DNC_SOURCE_TEXT[entry.source]}</Cell>
            <Cell className="text-right">
              <RelativeTime iso={entry.created_at} />
            </Cell>
            {onRemove ? (
              <Cell className="text-right">
                <Button size="sm" look="quiet" onClick={() => onRemove(entry)}>
                  {T.remove}
                </Button>
              </Cell>
            ) : null}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
