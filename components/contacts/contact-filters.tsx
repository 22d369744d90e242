import type { ContactFacets } from "#lib/domain/api/contact-facets";
import { DISPOSITIONS, JOB_REASONS, LEAD_STATUSES, TELEPHONY_RESULTS } from "#lib/domain/statuses";
import { DISPOSITION_TEXT, JOB_REASON_TEXT, TELEPHONY_RESULT_TEXT } from "@/components/calls/texts";
import { FacetMenu } from "@/components/data-table/facet-menu";
import { facetOptions } from "@/components/data-table/facet-options";
import { SearchField } from "@/components/data-table/search-field";
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

export function ContactFilters({ value, onChange, facets, campaigns = [] }: ContactFiltersProps) {
  const statuses = LEAD_STATUSES.filter((status) => status !== "deleted");
  const { status, outcome, reason, tag, campaign } = value;
  return (
    <>
      <SearchField label={T.search} value={value.q ?? ""} onChange={(typed) => onChange("q", typed)} />
      <FacetMenu
        label={T.campaign}
        value={campaign}
        groups={[{ options: campaigns.map(({ id, name }) => ({ value: id, label: name })) }]}
        onChange={(chosen) => onChange("campaign", chosen)}
      />
      <FacetMenu
        label={T.status}
        value={status}
        groups={[{ options: facetOptions(statuses, LEAD_STATUS_TEXT, facets?.status, status) }]}
        onChange={(chosen) => onChange("status", chosen)}
      />
      <FacetMenu
        label={T.outcome}
        value={outcome}
        groups={[
          { options: facetOptions(DISPOSITIONS, DISPOSITION_TEXT, facets?.disposition, outcome) },
          {
            title: T.byCarrier,
            options: facetOptions(
              TELEPHONY_RESULTS,
              TELEPHONY_RESULT_TEXT,
              facets?.telephony_result,
              outcome,
            ),
          },
        ]}
        onChange={(chosen) => onChange("outcome", chosen)}
      />
      <FacetMenu
        label={T.reason}
        value={reason}
        groups={[{ options: facetOptions(JOB_REASONS, JOB_REASON_TEXT, facets?.reason, reason) }]}
        onChange={(chosen) => onChange("reason", chosen)}
      />
      <FacetMenu
        label={T.tag}
        value={tag}
        groups={[
          {
            options: (facets?.tags ?? []).map(({ value, count, is_capped: isCapped }) => ({
              value,
              label: value,
              count,
              isCapped,
            })),
          },
        ]}
        onChange={(chosen) => onChange("tag", chosen)}
      />
    </>
  );
}
