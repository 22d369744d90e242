import type { CallFacets } from "#lib/domain/api/call-facets";
import { MetricFilters } from "@/components/data-table/metric-filters";
import { formatShare } from "@/components/format/numbers";
import { CALL_LOG_TEXTS as T } from "./texts.ts";

interface CallMetricsProps {
  facets: CallFacets | undefined;
  outcome: string | undefined;
  onChoose: (outcome: string) => void;
}

/** How many calls came to what; each filters the list. */
export function CallMetrics({ facets, outcome = "", onChoose }: CallMetricsProps) {
  const { total = 0, is_capped: isCapped = false } = facets ?? {};
  const of = (disposition: string): number | undefined => facets && (facets.disposition[disposition] ?? 0);
  const cards = [
    { id: "", label: T.all, count: facets?.total },
    { id: "live", label: T.live, count: facets?.in_progress },
    { id: "answered", label: T.answered, count: facets?.answered },
    { id: "goal_achieved", label: T.goals, count: facets?.goals },
    { id: "callback_requested", label: T.callbacks, count: of("callback_requested") },
    { id: "opted_out", label: T.optedOut, count: of("opted_out") },
  ];
  return (
    <MetricFilters
      label={T.numbers}
      metrics={cards.map(({ id, label, count }) => ({
        id,
        label,
        count,
        // The calls that go on are all known.
        isCapped: isCapped && count !== undefined && id !== "live",
        note:
          id === "" || !count || total === 0 || isCapped ? null : `${formatShare(count / total)} ${T.ofAll}`,
        isChosen: id === outcome,
        onChoose: () => onChoose(id),
      }))}
    />
  );
}
