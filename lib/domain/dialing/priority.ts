/** Tags that move a lead one place up. */
export const URGENT_TAGS = ["urgent", "appointment"] as const;
export const HIGHEST_PRIORITY = 10;

/** 1–10, higher first. `lib/data/dialer-jobs.ts` says the same in SQL; a test compares both. */
export function dialPriority(lead: {
  priority: number;
  isHighValue: boolean;
  tags: readonly string[];
}): number {
  const urgent = lead.tags.some((tag) => (URGENT_TAGS as readonly string[]).includes(tag.toLowerCase()));
  return Math.min(HIGHEST_PRIORITY, lead.priority + (lead.isHighValue ? 2 : 0) + (urgent ? 1 : 0));
}
