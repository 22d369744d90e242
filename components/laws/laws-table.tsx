import { CircleAlert, Pencil } from "lucide-react";
import type { PlatformLaws } from "#lib/domain/api/law";
import { placeText } from "@/components/contacts/decision-text";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, NamelessHead, Row, Table } from "@/components/ui/table";
import { capsText, hoursText } from "./law-text.ts";
import { LAW_TEXTS as T } from "./texts.ts";

export type PlatformLaw = PlatformLaws["items"][number];

interface LawsTableProps {
  laws: readonly PlatformLaw[];
  onChange: (law: PlatformLaw) => void;
  onRestore: (law: PlatformLaw) => void;
}

export function LawsTable({ laws, onChange, onRestore }: LawsTableProps) {
  return (
    <Table label={T.title}>
      <thead>
        <tr>
          <HeadCell>{T.place}</HeadCell>
          <HeadCell className="max-lg:hidden">{T.source}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.review}</HeadCell>
          <NamelessHead />
        </tr>
      </thead>
      <tbody>
        {laws.map((law) => (
          <Row key={law.place}>
            <Cell className="max-w-96 py-2">
              <span className="flex flex-wrap items-center gap-x-2 font-medium">
                {placeText(law.place)}
                {law.is_changed ? (
                  <Status tone="accent" icon={Pencil}>
                    {T.changed}
                  </Status>
                ) : null}
              </span>
              <span className="block text-xs text-ink-3">{lawText(law)}</span>
            </Cell>
            <Cell className="max-w-72 truncate text-xs text-ink-2 max-lg:hidden">{law.source}</Cell>
            <Cell className="whitespace-nowrap tabular-nums max-sm:hidden">
              <span className="flex items-center gap-2">
                {law.review_by}
                {law.is_due ? (
                  <Status tone="warn" icon={CircleAlert}>
                    {T.due}
                  </Status>
                ) : null}
              </span>
            </Cell>
            <Cell className="text-right">
              <div className="flex justify-end max-sm:flex-col max-sm:items-end">
                <Button
                  size="sm"
                  look="quiet"
                  aria-label={`${T.change}: ${placeText(law.place)}`}
                  onClick={() => onChange(law)}
                >
                  {T.change}
                </Button>
                {law.is_changed ? (
                  <Button
                    size="sm"
                    look="quiet"
                    aria-label={`${T.restore}: ${placeText(law.place)}`}
                    onClick={() => onRestore(law)}
                  >
                    {T.shipped}
                  </Button>
                ) : null}
              </div>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

function lawText(law: PlatformLaw): string {
  const holidays = law.holidays === null ? null : `not on holidays of ${placeText(law.holidays)}`;
  return [hoursText(law), holidays, capsText(law)].filter(Boolean).join(" · ");
}
