"use client";

import type { ReactNode } from "react";
import type { ImportPreview } from "#lib/domain/api/import";
import { Input, Select } from "@/components/ui/control";
import { Field } from "@/components/ui/field";
import type { ImportChoice } from "./import-review.tsx";
import { CONSENT_KIND_TEXT, DELIMITER_TEXT, ENCODING_TEXT, REVIEW_TEXTS as R } from "./texts.ts";
import { CONSENT_KINDS, DELIMITERS, FILE_ENCODINGS } from "#lib/domain/choices";

interface ImportReadingProps {
  preview: ImportPreview;
  choice: ImportChoice;
  onChange: (choice: ImportChoice) => void;
}

/** How the file was read and what becomes of numbers that are known: found by itself, changeable. */
export function ImportReading({ preview, choice, onChange }: ImportReadingProps) {
  const { detected } = preview;
  const read = (reading: ImportChoice["reading"]): void =>
    // Another way of reading has other columns.
    onChange({ ...choice, mapping: null, reading: { ...choice.reading, ...reading } });
  const isText = detected?.format !== "xlsx";
  return (
    <div className="grid gap-3 sm:grid-cols-3 lg:grid-cols-4">
      {isText ? (
        <>
          <Choice
            name="encoding"
            label={R.encoding}
            value={choice.reading?.encoding ?? detected?.encoding ?? ""}
            options={FILE_ENCODINGS.map((value) => [value, ENCODING_TEXT[value]])}
            onChange={(value) => read({ encoding: FILE_ENCODINGS.find((e) => e === value) ?? null })}
          />
          <Choice
            name="delimiter"
            label={R.delimiter}
            value={choice.reading?.delimiter ?? detected?.delimiter ?? ""}
            options={DELIMITERS.map((value) => [value, DELIMITER_TEXT[value]])}
            onChange={(value) => read({ delimiter: DELIMITERS.find((d) => d === value) ?? null })}
          />
        </>
      ) : (
        <Choice
          name="sheet"
          label={R.sheet}
          value={detected.sheet ?? ""}
          options={detected.sheets.map((name) => [name, name])}
          onChange={(sheet) => read({ sheet })}
        />
      )}
      <Field idPrefix="import" name="header_row" label={R.headerRow} hint={R.headerRowHint}>
        {(control) => (
          <Input
            {...control}
            type="number"
            min={0}
            max={100}
            value={choice.reading?.header_row ?? detected?.header_row ?? 1}
            onChange={(event) => {
              const row = event.target.valueAsNumber;
              if (Number.isInteger(row) && row >= 0 && row <= 100) read({ header_row: row });
            }}
          />
        )}
      </Field>
      <Field idPrefix="import" name="country" label={R.country} hint={R.countryHint}>
        {(control) => (
          <Input
            {...control}
            maxLength={2}
            defaultValue={preview.default_country}
            key={preview.default_country}
            className="uppercase"
            onChange={(event) => {
              const country = event.target.value.trim().toUpperCase();
              if (/^[A-Z]{2}$/.test(country)) onChange({ ...choice, default_country: country });
            }}
          />
        )}
      </Field>
      <Choice
        name="duplicates"
        label={R.onDuplicate}
        value={choice.skip_duplicates === false ? "update" : "skip"}
        options={[
          ["skip", R.skip],
          ["update", R.update],
        ]}
        onChange={(value) => onChange({ ...choice, skip_duplicates: value === "skip" })}
      />
      <Choice
        name="workspace"
        label={R.onWorkspace}
        value={choice.workspace_duplicates ?? "add"}
        options={[
          ["add", R.add],
          ["skip", R.skip],
        ]}
        onChange={(value) => onChange({ ...choice, workspace_duplicates: value === "skip" ? "skip" : "add" })}
      />
      <Choice
        name="dnc"
        label={R.onDoNotCall}
        value={choice.do_not_call ?? "add"}
        options={[
          ["add", R.keep],
          ["reject", R.reject],
        ]}
        onChange={(value) => onChange({ ...choice, do_not_call: value === "reject" ? "reject" : "add" })}
      />
      <Choice
        name="consent"
        label={R.consent}
        value={choice.consent?.kind ?? ""}
        options={[
          ["", R.consentNone],
          ...CONSENT_KINDS.map((kind) => [kind, CONSENT_KIND_TEXT[kind]] as const),
        ]}
        onChange={(value) => {
          const kind = CONSENT_KINDS.find((k) => k === value);
          const consent = kind ? { purpose: null, text: "", ...choice.consent, kind } : null;
          onChange({ ...choice, consent });
        }}
      />
      {choice.consent ? (
        <Field
          idPrefix="import"
          name="consent_text"
          label={R.consentText}
          hint={R.consentTextHint}
          className="sm:col-span-2"
        >
          {(control) => (
            <Input
              {...control}
              maxLength={4000}
              defaultValue={choice.consent?.text}
              onBlur={(event) => {
                const text = event.target.value.trim();
                if (choice.consent) onChange({ ...choice, consent: { ...choice.consent, text } });
              }}
            />
          )}
        </Field>
      ) : null}
    </div>
  );
}

interface ChoiceProps {
  name: string;
  label: ReactNode;
  value: string;
  options: readonly (readonly [string, string])[];
  onChange: (value: string) => void;
}

function Choice({ name, label, value, options, onChange }: ChoiceProps) {
  return (
    <Field idPrefix="import" name={name} label={label}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
