/** How long a business's data is kept, in days; null: for good. A business that has set nothing has these (`talky.data_retention`). */
export const RETENTION_DEFAULTS = {
  recordings_days: 90,
  /** What was said, and what was made of it: turns, analyses, summaries. */
  transcripts_days: 365,
  /** What happened in each call, what the carrier told of it, and the rows that imports refused. */
  events_days: 365,
} as const;

/** A file that was imported is of no further use; it is kept for whoever wants to look. */
export const IMPORT_FILES_DAYS = 30;
