"use client";

import { Search } from "lucide-react";
import type { ContactFacets } from "#lib/domain/api/contact-facets";
import { DISPOSITIONS, JOB_REASONS, LEAD_STATUSES, TELEPHONY_RESULTS } from "#lib/domain/statuses";
import { DISPOSITION_TEXT, JOB_REASON_TEXT, TELEPHONY_RESULT_TEXT } from "@/components/calls/texts";
import { formatCount } from "@/components/format/numbers";
import { Input, Select } from "@/components/ui/control";
import { CONTACT_TEXTS as T, LEAD_STATUS_TEXT } from "./texts.ts";

type Field = "q" | "status" | "outcome" | "reason" | "tag" | "campaign";

interface ContactFiltersProps {
  value: Partial<Record<Field, string>>;
  onChange: (field: Field, value: string) => void;
  /** How many contacts have each value; undefined: not counted. */
  facets: ContactFacets | undefined;
  /** To choose among, where the list is of all of them. */
  campaigns?: { id: string; name: string }[] | undefined;
}

interface Option {
  value: string;
  label: string;
  count: number | undefined;
  isCapped?: boolean;
}

/** What is counted and zero is left out, unless it is chosen. */
function optionsOf<V extends string>(
  values: readonly V[],
  texts: Record<V, string>,
  counts: Record<string, number> | undefined,
  chosen: string | undefined,
): Option[] {
  return values
    .filter((value) => counts === undefined || counts[value] || value === chosen)
    .map((value) => ({ value, label: texts[value], count: counts && (counts[value] ?? 0) }));
}

export function ContactFilters({ value, onChange, facets, campaigns }: ContactFiltersProps) {
  const statuses = LEAD_STATUSES.filter((status) => status !== "deleted");
  return (
    <div className="flex flex-wrap items-center gap-2">
      <div className="relative w-full sm:w-64">
        <Search aria-hidden className="pointer-events-none absolute top-2.5 left-2.5 size-4 text-ink-3" />
        <Input
          type="search"
          aria-label={T.search}
          placeholder={T.search}
          maxLength={120}
          value={value.q ?? ""}
          onChange={(event) => onChange("q", event.target.value)}
          className="pl-8"
        />
      </div>
      {campaigns ? (
        <Choice
          label={T.campaign}
          any={T.allCampaigns}
          value={value.campaign}
          options={campaigns.map(({ id, name }) => ({ value: id, label: name, count: undefined }))}
          onChange={(chosen) => onChange("campaign", chosen)}
        />
      ) : null}
      <Choice
        label={T.status}
        any={T.anyStatus}
        value={value.status}
        options={optionsOf(statuses, LEAD_STATUS_TEXT, facets?.status, value.status)}
        onChange={(chosen) => onChange("status", chosen)}
      />
      <Choice
        label={T.outcome}
        any={T.anyOutcome}
        value={value.outcome}
        options={[
          ...optionsOf(DISPOSITIONS, DISPOSITION_TEXT, facets?.disposition, value.outcome),
          ...optionsOf(TELEPHONY_RESULTS, TELEPHONY_RESULT_TEXT, facets?.telephony_result, value.outcome),
        ]}
        onChange={(chosen) => onChange("outcome", chosen)}
      />
      <Choice
        label={T.reason}
        any={T.anyReason}
        value={value.reason}
        options={optionsOf(JOB_REASONS, JOB_REASON_TEXT, facets?.reason, value.reason)}
        onChange={(chosen) => onChange("reason", chosen)}
      />
      <Choice
        label={T.tag}
        any={T.anyTag}
        value={value.tag}
        options={(facets?.tags ?? []).map((tag) => ({
          value: tag.value,
          label: tag.value,
          count: tag.count,
          isCapped: tag.is_capped,
        }))}
        onChange={(chosen) => onChange("tag", chosen)}
      />
    </div>
  );
}

interface ChoiceProps {
  label: string;
  any: string;
  value: string | undefined;
  options: Option[];
  onChange: (value: string) => void;
}

/** A filter with nothing to choose is not shown. */
function Choice({ label, any, value, options, onChange }: ChoiceProps) {
  const isOther = value !== undefined && !options.some((option) => option.value === value);
  if (options.length === 0 && !isOther) return null;
  return (
    <Select
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onChange(event.target.value)}
      className="w-auto max-w-36 max-sm:max-w-none max-sm:flex-1 max-sm:basis-36"
    >
      <option value="">{any}</option>
      {isOther ? <option value={value}>{value}</option> : null}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
          {option.count === undefined ? "" : ` (${formatCount(option.count)}${option.isCapped ? "+" : ""})`}
        </option>
      ))}
    </Select>
  );
}
