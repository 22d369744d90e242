import { CircleCheck, CircleSlash, Clock } from "lucide-react";
import type { PhoneNumber } from "#lib/domain/api/phone-number";
import type { Column } from "@/components/data-table/column";
import { formatCount } from "@/components/format/numbers";
import { formatPhone } from "@/components/format/phone";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { PHONE_NUMBER_TEXTS as T } from "./texts.ts";

interface Changes {
  onEdit: (number: PhoneNumber) => void;
  onRemove: (number: PhoneNumber) => void;
}

/** null: this person may not. */
export const phoneNumberColumns = (changes: Changes | null): Column<PhoneNumber>[] => [
  {
    id: "number",
    head: T.number,
    className: "whitespace-nowrap",
    cell: (number) => <span className="font-mono text-xs">{formatPhone(number.phone_number)}</span>,
  },
  {
    id: "label",
    head: T.label,
    className: "max-w-48 truncate max-sm:hidden",
    cell: (number) => number.label || "–",
  },
  { id: "state", head: T.state, cell: (number) => <NumberState number={number} /> },
  {
    id: "today",
    head: T.today,
    className: "text-right whitespace-nowrap",
    cell: (number) => `${formatCount(number.calls_today)} / ${formatCount(number.daily_cap)}`,
  },
  ...(changes
    ? [
        {
          id: "actions",
          head: "",
          className: "w-10",
          cell: (number: PhoneNumber) => (
            <div className="flex justify-end max-sm:flex-col max-sm:items-end">
              <Button size="sm" look="quiet" onClick={() => changes.onEdit(number)}>
                {T.edit}
              </Button>
              <Button size="sm" look="quiet" onClick={() => changes.onRemove(number)}>
                {T.remove}
              </Button>
            </div>
          ),
        },
      ]
    : []),
];

function NumberState({ number }: { number: PhoneNumber }) {
  if (!number.is_active) {
    return (
      <Status tone="neutral" icon={CircleSlash}>
        {T.off}
      </Status>
    );
  }
  return number.calls_today >= number.daily_cap ? (
    <Status tone="warn" icon={Clock}>
      {T.full}
    </Status>
  ) : (
    <Status tone="good" icon={CircleCheck}>
      {T.on}
    </Status>
  );
}
