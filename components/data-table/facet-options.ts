import type { FacetOption } from "./facet-menu.tsx";

/** The values with their words and counts; what is counted and zero is left out, unless it is chosen. */
export function facetOptions<V extends string>(
  values: readonly V[],
  texts: Record<V, string>,
  counts: Record<string, number> | undefined,
  chosen: string | undefined,
  isCapped = false,
): FacetOption[] {
  return values
    .filter((value) => counts === undefined || counts[value] || value === chosen)
    .map((value) => ({
      value,
      label: texts[value],
      count: counts && (counts[value] ?? 0),
      ...(isCapped ? { isCapped } : {}),
    }));
}
