export const COMMAND_TEXTS = {
  title: "Search or go to",
  placeholder: "Campaigns, calls, contacts, pages, actions…",
  pages: "Pages",
  campaigns: "Campaigns",
  contacts: "Contacts",
  calls: "Calls",
  actions: "Actions",
  none: "Nothing matches. Try a name, a number or a page.",
  searching: "Searching",
  newCampaign: "New campaign",
  newAgent: "New agent",
  hint: "↑↓ to move · Enter to open · Esc to close",
} as const;
