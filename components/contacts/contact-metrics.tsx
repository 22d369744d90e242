import type { ContactFacets } from "#lib/domain/api/contact-facets";
import { LEAD_STATUSES } from "#lib/domain/statuses";
import { MetricFilters } from "@/components/data-table/metric-filters";
import { CONTACT_TEXTS as T, LEAD_STATUS_TEXT } from "./texts.ts";

interface ContactMetricsProps {
  facets: ContactFacets | undefined;
  status: string | undefined;
  onChoose: (status: string) => void;
}

const SHOWN = LEAD_STATUSES.filter((status) => status !== "deleted");

/** How many contacts stand where; each filters the list. */
export function ContactMetrics({ facets, status = "", onChoose }: ContactMetricsProps) {
  const of = (name: string): number | undefined => facets && (facets.status[name] ?? 0);
  const all = facets && SHOWN.reduce((sum, name) => sum + (facets.status[name] ?? 0), 0);
  const cards = [
    { id: "", label: T.all, count: all },
    ...SHOWN.map((name) => ({ id: name, label: LEAD_STATUS_TEXT[name], count: of(name) })),
  ];
  return (
    <MetricFilters
      label={T.numbers}
      metrics={cards.map((card) => ({
        ...card,
        isChosen: card.id === status,
        onChoose: () => onChoose(card.id === status ? "" : card.id),
      }))}
    />
  );
}
