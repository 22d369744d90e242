export const DATA_TEXTS = {
  title: "Data",
  retention: "How long data is kept",
  retentionNote: "What is older goes for good within minutes. Leave a field empty to keep it for good.",
  recordings: "Recordings",
  recordingsHint: "The audio of calls.",
  transcripts: "Transcripts",
  transcriptsHint: "What was said, and analyses and summaries of it.",
  events: "Logs",
  eventsHint: "What happened in each call, and rows that imports refused.",
  days: "days",
  forGood: "for good",
  save: "Save",
  saved: "Saved. What is too old goes within minutes.",
  person: "One person's data",
  personNote:
    "By phone number. Contacts, calls with what was said, recordings, consents, clients: everything there is.",
  number: "Phone number",
  numberHint: "With its country code, for example +1 415 555 0100.",
  exportIt: "Export",
  exported: "The export is downloaded.",
  erase: "Erase",
  eraseTitle: "Erase this person's data?",
  eraseText: "It cannot be taken back. The number is never called again. Sums of minutes and money stay.",
  eraseConfirm: "Type the number again to erase it",
  eraseNow: "Erase for good",
  cancel: "Cancel",
  numberMissing: "Give the person's phone number.",
} as const;

const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? "" : "s"}`;

/** "Erased: 2 contacts, 3 calls, 1 recording." */
export function erasedSentence(erased: { contacts: number; calls: number; recordings: number }): string {
  const { contacts, calls, recordings } = erased;
  return `Erased: ${count(contacts, "contact")}, ${count(calls, "call")}, ${count(recordings, "recording")}.`;
}
