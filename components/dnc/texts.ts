import type { DncSource } from "#lib/domain/api/dnc";

export const DNC_SOURCE_TEXT: Record<DncSource, string> = {
  call: "Asked on a call",
  user: "Added by hand",
  import: "From a file",
  api: "By the API",
};

export const DNC_TEXTS = {
  title: "Do-not-call list",
  search: "Search numbers",
  add: "Add number",
  addTitle: "Add a number",
  addNote: "No campaign calls it from now on.",
  number: "Phone number",
  failed: "The list could not be loaded",
  reason: "Reason",
  optional: "optional",
  added: "The number is on the list.",
  import: "Import file",
  export: "Export",
  remove: "Allow calls again",
  removeTitle: "Allow calls to this number again?",
  removeNote:
    "A campaign that has blocked a contact for it keeps them blocked: delete the contact there and add it again to have it called. Who did it and why is kept in the audit log.",
  removeReason: "Why may it be called again?",
  removed: "The number may be called again.",
  cancel: "Cancel",
  scope: "Scope",
  allCampaigns: "All campaigns",
  source: "Source",
  since: "Since",
  emptyTitle: "Nobody is on the list",
  emptyText:
    "Whoever asks on a call not to be called again is put here by itself. Add numbers by hand or from a file.",
  noResultsTitle: "No number matches",
  noResultsText: "Try the last digits of the number.",
} as const;

/** What became of a file's rows, in one sentence. */
export const importedText = (counts: { added: number; known: number; rejected: number }): string =>
  `${counts.added} added, ${counts.known} on the list already, ${counts.rejected} not valid.`;
