/** What a field for days holds: empty keeps for good (null); undefined: it is no number of days. */
export function daysOf(text: string): number | null | undefined {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^\d{1,4}$/.test(trimmed) ? Number(trimmed) : undefined;
}
