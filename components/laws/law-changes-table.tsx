import { Scale } from "lucide-react";
import type { PlatformLaws } from "#lib/domain/api/law";
import { placeText } from "@/components/contacts/decision-text";
import { RelativeTime } from "@/components/time/relative-time";
import { EmptyState } from "@/components/ui/empty-state";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { capsText, hoursText } from "./law-text.ts";
import { LAW_TEXTS as T } from "./texts.ts";

/** What operators said of the laws, newest first. */
export function LawChangesTable({ changes }: { changes: PlatformLaws["changes"] }) {
  if (changes.length === 0) return <EmptyState icon={Scale} title={T.noChanges} text={T.noChangesText} />;
  return (
    <Table label={T.changes}>
      <thead>
        <tr>
          <HeadCell>{T.at}</HeadCell>
          <HeadCell>{T.place}</HeadCell>
          <HeadCell>{T.what}</HeadCell>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <Row key={`${change.place} ${change.at}`}>
            <Cell className="text-ink-2">
              <RelativeTime iso={change.at} />
            </Cell>
            <Cell>{placeText(change.place)}</Cell>
            <Cell className="max-w-96 py-2">
              <span className="block">
                {change.terms === null
                  ? T.shipped
                  : [hoursText(change.terms), capsText(change.terms)].filter(Boolean).join(" · ")}
              </span>
              <span className="block text-xs text-ink-3">{change.reason}</span>
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
