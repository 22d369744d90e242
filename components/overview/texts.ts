export const OVERVIEW_TEXTS = {
  title: "Overview",
  numbers: "Today",
  campaigns: "Running campaigns",
  calls: "Calls today",
  goals: "Goal rate today",
  duration: "Average call today",
  runningTitle: "Running campaigns",
  runningEmpty: "No campaign is running.",
  latestTitle: "Latest calls",
  latestEmpty: "Calls appear here as they are placed.",
  all: "All",
  newCampaign: "New campaign",
  firstTitle: "Make your first campaign",
  firstText:
    "Say what a call is to achieve, drop in a list of contacts, and press start. With sandbox numbers nobody's phone rings.",
} as const;
