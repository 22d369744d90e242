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
  cancel: "Cancel",
  started: "The campaign is running.",
  paused: "Paused. Calls in progress go on.",
  resumed: "The campaign is running again.",
  stopped: "The campaign has been stopped.",
  addContacts: "Add contacts",
  isPaused: "Paused: nobody new is called. Calls in progress go on.",
  noContactsTitle: "Add contacts first",
  progress: "Progress",
  outcomes: "How calls ended",
  outcomesEmpty: "Outcomes appear here as calls end.",
} as const;

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
  agentName: "Agent's name",
  companyName: "Calling for",
  companyPlaceholder: "Your business",
  greeting: "First sentence",
  greetingHint: "Left empty, it is made from the names above and the goal.",
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
  voicemail: "On voicemail",
  voicemailHangUp: "Hang up",
  voicemailLeave: "Leave a message",
  voicemailMessage: "Message to leave",
  optional: "optional",
  submit: "Create campaign",
  cancel: "Cancel",
} as const;
