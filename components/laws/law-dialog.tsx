"use client";

import { useState } from "react";
import { HOLIDAY_CALENDARS } from "#lib/domain/laws/holidays";
import { placeText } from "@/components/contacts/decision-text";
import { AskingForm } from "@/components/forms/asking-form";
import { Input, Select, Textarea } from "@/components/ui/control";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import type { LawDraft } from "./law-draft.ts";
import { LAW_TEXTS as T } from "./texts.ts";

interface LawDialogProps {
  initial: LawDraft;
  isNew: boolean;
  isPending: boolean;
  error: string | null;
  /** By the API's own names. */
  fieldErrors: Readonly<Record<string, string>>;
  onSubmit: (draft: LawDraft) => void;
  onClose: () => void;
}

const HOURS = [
  ["weekdays", T.weekdays],
  ["saturday", T.saturday],
  ["sunday", T.sunday],
] as const;
const CAPS = [
  ["attempts_per_day", T.perDay],
  ["attempts_per_30_days", T.perMonth],
] as const;

/** What the law of one place says. */
export function LawDialog(props: LawDialogProps) {
  const { initial, isNew, isPending, error, fieldErrors, onSubmit, onClose } = props;
  const [draft, setDraft] = useState(initial);
  const type = (name: keyof LawDraft, value: string): void => setDraft({ ...draft, [name]: value });
  const wrong = (name: string): string | undefined => fieldErrors[name] ?? fieldErrors[`terms.${name}`];
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={isNew ? T.addTitle : placeText(initial.place)}
      description={isNew ? T.addNote : T.changeNote}
    >
      <AskingForm
        error={error}
        isPending={isPending}
        submit={T.save}
        cancel={T.cancel}
        onSubmit={() => onSubmit(draft)}
        onCancel={onClose}
      >
        {isNew ? (
          <Field idPrefix="law" name="place" label={T.place} hint={T.placeHint} error={wrong("place")}>
            {(control) => (
              <Input
                {...control}
                required
                maxLength={5}
                autoComplete="off"
                value={draft.place}
                onChange={({ target }) => type("place", target.value)}
              />
            )}
          </Field>
        ) : null}
        {HOURS.map(([name, label]) => (
          <Field
            key={name}
            idPrefix="law"
            name={name}
            label={label}
            hint={name === "weekdays" ? T.hoursHint : undefined}
            error={wrong(name)}
          >
            {(control) => (
              <Input
                {...control}
                maxLength={100}
                autoComplete="off"
                value={draft[name]}
                onChange={({ target }) => type(name, target.value)}
              />
            )}
          </Field>
        ))}
        <Field idPrefix="law" name="holidays" label={T.holidays} error={wrong("holidays")}>
          {(control) => (
            <Select
              {...control}
              value={draft.holidays}
              onChange={({ target }) => type("holidays", target.value)}
            >
              <option value="">{T.noHolidays}</option>
              {HOLIDAY_CALENDARS.map((calendar) => (
                <option key={calendar} value={calendar}>
                  {placeText(calendar)}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          {CAPS.map(([name, label]) => (
            <Field key={name} idPrefix="law" name={name} label={label} hint={T.noCap} error={wrong(name)}>
              {(control) => (
                <Input
                  {...control}
                  type="number"
                  min={1}
                  max={1000}
                  value={draft[name]}
                  onChange={({ target }) => type(name, target.value)}
                />
              )}
            </Field>
          ))}
        </div>
        <Field idPrefix="law" name="source" label={T.source} error={wrong("source")}>
          {(control) => (
            <Input
              {...control}
              required
              maxLength={300}
              value={draft.source}
              onChange={({ target }) => type("source", target.value)}
            />
          )}
        </Field>
        <Field idPrefix="law" name="review_by" label={T.reviewBy} error={wrong("review_by")}>
          {(control) => (
            <Input
              {...control}
              type="date"
              required
              value={draft.review_by}
              onChange={({ target }) => type("review_by", target.value)}
            />
          )}
        </Field>
        <Field idPrefix="law" name="reason" label={T.reason} hint={T.reasonHint} error={wrong("reason")}>
          {(control) => (
            <Textarea
              {...control}
              required
              rows={2}
              maxLength={1000}
              value={draft.reason}
              onChange={({ target }) => type("reason", target.value)}
            />
          )}
        </Field>
      </AskingForm>
    </Dialog>
  );
}
