import type { ExtractionType } from "#lib/domain/analysis/extraction-fields";
import type { StartReview } from "#lib/domain/api/start-review";
import type { CampaignStatus, Purpose } from "#lib/domain/statuses";

export const CAMPAIGN_STATUS_TEXT: Record<CampaignStatus, string> = {
  draft: "Draft",
  scheduled: "Scheduled",
  running: "Running",
  paused: "Paused",
  completed: "Completed",
  stopped: "Stopped",
};

export const PURPOSE_TEXT: Record<Purpose, string> = {
  transactional: "Transactional: they expect this call",
  marketing: "Marketing: an offer",
  research: "Research: a survey",
};

export const DAY_TEXT = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** The list of all campaigns. */
export const CAMPAIGN_LIST_TEXTS = {
  title: "Campaigns",
  campaign: "Campaign",
  status: "Status",
  progress: "Progress",
  progressOf: "Progress of",
  noContacts: "No contacts yet",
  goals: "Goals",
  inCall: "In call",
  created: "Created",
  all: "All campaigns",
  numbers: "Campaigns by status",
  search: "Search name or goal",
  failed: "The campaigns could not be loaded",
  firstTitle: "Make your first campaign",
  firstText:
    "Say what a call is to achieve, drop in a list of contacts, and press start. With sandbox numbers nobody's phone rings.",
  newCampaign: "New campaign",
} as const;

/** What the gate says of many contacts at once. */
export const VERDICT_TEXTS = {
  title: "Who may be called now",
  allowed: "may be called now",
  notByItself: "not by itself",
} as const;

export const CAMPAIGN_TEXTS = {
  start: "Start calling",
  pause: "Pause",
  resume: "Resume",
  stop: "Stop",
  startTitle: "Start calling?",
  startButton: "Start calling now",
  stopTitle: "Stop this campaign?",
  stopText:
    "Contacts who have not been called yet will not be. Calls in progress end by themselves. This cannot be undone.",
  stopButton: "Stop for good",
  settings: "Settings",
  cancel: "Cancel",
  started: "The campaign is running.",
  paused: "Paused. Calls in progress go on.",
  resumed: "The campaign is running again.",
  stopped: "The campaign has been stopped.",
  deleteIt: "Delete this campaign",
  deleteNote: "It goes from the lists with its contacts; its calls stay. This cannot be undone.",
  deleteRunning: "It runs now: pause or stop it first.",
  deleteButton: "Delete",
  deleteTitle: "Delete this campaign?",
  deleteConfirm: "Type its name to delete it",
  deleteNow: "Delete for good",
  deleted: "The campaign was deleted.",
  addContacts: "Add contacts",
  setUp: "Set up",
  isAllPaused: "Paused together with all other campaigns. Resume it when it may call again.",
  isPaused: "Paused: nobody new is called. Calls in progress go on.",
  missingTitle: "Some contacts lack what your texts name",
  missingNote: "These words are left out where there is nothing to put in their place:",
  noContactsTitle: "Add contacts first",
  progress: "Progress",
  outcomes: "How calls ended",
  latency: "Reply time by stage",
  latencyNote: "Of the newest conversations, against the targets.",
  latencyEmpty: "No reply was timed yet.",
  latencyTotal: "Whole reply",
  reasons: "Held back, and why",
  reasonsNote: "Each contact has its own reason: Contacts, then \u201cWhy, or why not\u201d.",
  notCalled: "will not be called",
  again: "again",
  cost: "Cost",
  costNote: "By the providers' list prices.",
  costSoFar: "Of all calls",
  costPerGoal: "Per goal achieved",
  budget: "Budget",
  budgetNone: "None",
  budgetSpent: "Spent",
  budgetReserved: "Set aside for open calls",
  budgetLeft: "Left",
  budgetWaits:
    "The campaign waits: what is left of its budget does not pay for another call. Raise the budget to go on.",
  outcomesEmpty: "Outcomes appear here as calls end.",
} as const;

export const PLACE_TEXT: Record<StartReview["missing_variables"][number]["used_in"][number], string> = {
  goal: "the goal",
  system_prompt: "the instructions",
  disclosure: "the disclosure",
  greeting: "the first sentence",
  voicemail_message: "the voicemail message",
};

export const FORM_TEXTS = {
  details: "Details",
  detailsNote: "What this campaign is, and what one call is to achieve.",
  name: "Name",
  namePlaceholder: "Spring check-in",
  goal: "Goal of a call",
  goalHint:
    "One or two sentences. The agent steers each conversation to it, and it decides what counts as a success.",
  goalPlaceholder: "Confirm that they still want the appointment on Friday at ten.",
  description: "Description",
  purpose: "Purpose",
  agent: "Agent",
  agentNote: "Who speaks, and how.",
  agentChoice: "Agent",
  agentChoiceHint: "What you write below goes before the agent's own words; left empty, the agent's hold.",
  agentHere: "Described here, for this campaign only",
  agentsVoice: "The agent's own voice",
  agentName: "Agent's name",
  companyName: "Calling for",
  companyPlaceholder: "Your business",
  greeting: "First sentence",
  greetingHint:
    "Left empty, it is made from the names above. {{first_name}}, {{last_name}} and every column of your list can stand in it.",
  disclosure: "Begin by saying that a machine is calling and that the call is recorded",
  disclosureText: "In these words",
  disclosureHint:
    "Said before everything else, and not to be interrupted. Left empty, the sentence above is said.",
  transferNumber: "Connect to a person",
  transferPlaceholder: "+1 415 555 0100",
  transferHint:
    "The phone number of a colleague. The agent connects callers who want a person, after a summary.",
  systemPrompt: "Instructions",
  systemPromptHint: "Facts it may use, things it must not say, the tone to strike.",
  schedule: "Schedule and rules",
  scheduleNote: "Nobody is called outside these hours.",
  alwaysOpen: "Always open",
  alwaysOpenHint: "For trying out with sandbox numbers",
  from: "From",
  to: "To",
  days: "Days",
  timezone: "Time zone",
  respectLeadTimezone: "Use the contact's own time zone where it is known",
  concurrency: "Calls at once",
  attempts: "Attempts per contact",
  attemptsHint: "Busy and unanswered calls are tried again.",
  ringTimeout: "Ring for (seconds)",
  maxDuration: "Longest call (seconds)",
  budget: "Budget (dollars)",
  budgetHint: "What all calls may cost together. Each call sets aside what it may cost at most.",
  voicemail: "On voicemail",
  voicemailHangUp: "Hang up",
  voicemailLeave: "Leave a message",
  voicemailMessage: "Message to leave",
  voicemailMessageHint:
    "Spoken after the tone, once per contact. Variables such as {{first_name}} can stand in it.",
  optional: "optional",
  save: "Save settings",
  saved: "Saved. It holds for every call from now on.",
  over: "This campaign is over: its settings decide nothing any more. Make a new one to call again.",
  cancel: "Cancel",
} as const;

export const EXTRACTION_TEXTS = {
  title: "What you want to know",
  note: "Read out of each conversation when it is over, and shown with the call.",
  add: "Add a field",
  remove: "Remove field",
  field: "Field",
  name: "Name of the field",
  nameHint: "Small letters, digits and _.",
  type: "Kind",
  description: "What it is",
  descriptionPlaceholder: "Where the details are to be sent",
  choices: "Choices",
  choicesHint: "Separated by commas.",
} as const;

export const EXTRACTION_TYPE_TEXT: Record<ExtractionType, string> = {
  text: "Text",
  number: "Number",
  boolean: "Yes or no",
  date: "Date",
  email: "E-mail address",
  phone: "Phone number",
  choice: "One of several",
};
