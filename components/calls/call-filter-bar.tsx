import type { CallFacets } from "#lib/domain/api/call-facets";
import { DISPOSITIONS, TELEPHONY_RESULTS } from "#lib/domain/statuses";
import { FacetMenu } from "@/components/data-table/facet-menu";
import { facetOptions } from "@/components/data-table/facet-options";
import { SearchField } from "@/components/data-table/search-field";
import { TABLE_TEXTS } from "@/components/data-table/texts";
import { CALL_LOG_TEXTS as T, CALL_RANGE_TEXT, DISPOSITION_TEXT, TELEPHONY_RESULT_TEXT } from "./texts.ts";

interface CallFilterBarProps {
  typed: string;
  onType: (typed: string) => void;
  outcome: string | undefined;
  campaign: string | undefined;
  /** "": a time that was zoomed into. */
  range: string;
  facets: CallFacets | undefined;
  campaigns: { id: string; name: string }[];
  onChange: (field: "outcome" | "campaign" | "range", value: string) => void;
}

export function CallFilterBar(props: CallFilterBarProps) {
  const { typed, onType, outcome, campaign, range, facets, campaigns, onChange } = props;
  const isCapped = facets?.is_capped ?? false;
  return (
    <>
      <SearchField label={T.search} value={typed} onChange={onType} />
      <FacetMenu
        label={TABLE_TEXTS.when}
        value={range || "zoomed"}
        any={null}
        groups={[
          {
            options: Object.entries(CALL_RANGE_TEXT)
              .filter(([value]) => value !== "zoomed" || range === "")
              .map(([value, label]) => ({ value, label })),
          },
        ]}
        onChange={(value) => onChange("range", value)}
      />
      <FacetMenu
        label={T.outcome}
        value={outcome}
        groups={[
          { options: [{ value: "live", label: T.live, count: facets?.in_progress }] },
          {
            title: T.conversations,
            options: facetOptions(DISPOSITIONS, DISPOSITION_TEXT, facets?.disposition, outcome, isCapped),
          },
          {
            title: T.byCarrier,
            options: facetOptions(
              TELEPHONY_RESULTS,
              TELEPHONY_RESULT_TEXT,
              facets?.telephony_result,
              outcome,
              isCapped,
            ),
          },
        ]}
        onChange={(value) => onChange("outcome", value)}
      />
      <FacetMenu
        label={T.campaign}
        value={campaign}
        groups={[{ options: campaigns.map(({ id, name }) => ({ value: id, label: name })) }]}
        onChange={(value) => onChange("campaign", value)}
      />
    </>
  );
}
