"use client";

import { CircleCheck, CircleSlash, Clock } from "lucide-react";
import type { PhoneNumber } from "#lib/domain/api/phone-number";
import { formatCount } from "@/components/format/numbers";
import { formatPhone } from "@/components/format/phone";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { PHONE_NUMBER_TEXTS as T } from "./texts.ts";

interface PhoneNumbersTableProps {
  numbers: PhoneNumber[];
  /** null: this person may not. */
  onEdit: ((number: PhoneNumber) => void) | null;
  onRemove: ((number: PhoneNumber) => void) | null;
}

export function PhoneNumbersTable({ numbers, onEdit, onRemove }: PhoneNumbersTableProps) {
  return (
    <Table label={T.title}>
      <thead>
        <tr>
          <HeadCell>{T.number}</HeadCell>
          <HeadCell className="max-sm:hidden">{T.label}</HeadCell>
          <HeadCell>{T.state}</HeadCell>
          <HeadCell className="text-right">{T.today}</HeadCell>
          {onEdit ? (
            <HeadCell className="w-10">
              <span className="sr-only">Actions</span>
            </HeadCell>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {numbers.map((number) => (
          <Row key={number.id}>
            <Cell className="font-mono text-xs">{formatPhone(number.phone_number)}</Cell>
            <Cell className="max-w-48 truncate max-sm:hidden">{number.label || "–"}</Cell>
            <Cell>
              <NumberState number={number} />
            </Cell>
            <Cell className="text-right whitespace-nowrap tabular-nums">
              {formatCount(number.calls_today)} / {formatCount(number.daily_cap)}
            </Cell>
            {onEdit && onRemove ? (
              <Cell>
                <div className="flex justify-end max-sm:flex-col max-sm:items-end">
                  <Button size="sm" look="quiet" onClick={() => onEdit(number)}>
                    {T.edit}
                  </Button>
                  <Button size="sm" look="quiet" onClick={() => onRemove(number)}>
                    {T.remove}
                  </Button>
                </div>
              </Cell>
            ) : null}
          </Row>
        ))}
      </tbody>
    </Table>
  );
}

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
