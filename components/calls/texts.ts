import type {
  AnsweredBy,
  CarrierState,
  Disposition,
  EndedBy,
  JobReason,
  SessionState,
  TelephonyResult,
} from "#lib/domain/statuses";

/** Every sentence of the call screens. */
export const DISPOSITION_TEXT: Record<Disposition, string> = {
  goal_achieved: "Goal achieved",
  not_interested: "Not interested",
  callback_requested: "Asked for a callback",
  transferred: "Transferred",
  opted_out: "Opted out",
  wrong_number: "Wrong number",
  voicemail_left: "Voicemail left",
  voicemail_no_message: "Voicemail, no message",
  hung_up: "Hung up",
  no_goal: "No result",
  no_response: "No response",
  language_barrier: "Language barrier",
  error: "Ended by an error",
};

export const TELEPHONY_RESULT_TEXT: Record<TelephonyResult, string> = {
  answered: "Answered",
  busy: "Busy",
  no_answer: "No answer",
  rejected: "Rejected",
  failed: "Failed",
  invalid_number: "Invalid number",
  cancelled: "Cancelled",
  unknown: "Unknown",
};

export const CARRIER_STATE_TEXT: Record<CarrierState, string> = {
  requested: "Dialing",
  started: "Dialing",
  ringing: "Ringing",
  answered: "In call",
  ended: "Ended",
  unknown: "Unknown",
};

export const SESSION_STATE_TEXT: Record<SessionState, string> = {
  connecting: "Connecting",
  greeting: "Greeting",
  listening: "Listening",
  thinking: "Thinking",
  speaking: "Speaking",
  ending: "Ending",
  ended: "Ended",
};

export const ANSWERED_BY_TEXT: Record<AnsweredBy, string> = {
  human: "A person",
  voicemail: "Voicemail",
  screening: "Call screening",
  ivr: "A phone menu",
  fax: "A fax",
  silence: "Nobody spoke",
  unknown: "Not known",
};

export const ENDED_BY_TEXT: Record<EndedBy, string> = {
  agent: "The agent",
  callee: "The contact",
  carrier: "The carrier",
  operator: "You or a colleague",
  limit: "The time limit",
  error: "An error",
};

export const JOB_REASON_TEXT: Record<JobReason, string> = {
  campaign_not_running: "Campaign not running",
  tenant_suspended: "Account suspended",
  kill_switch: "All calling is switched off",
  invalid_number: "Invalid number",
  country_not_allowed: "Country not allowed",
  number_class_not_allowed: "Kind of number not allowed",
  reserved_number: "Reserved number",
  do_not_call: "On the do-not-call list",
  consent_missing: "Consent missing",
  already_in_call: "Already in a call",
  outside_window: "Outside calling hours",
  outside_legal_hours: "Outside legal hours",
  holiday: "Public holiday",
  time_zone_unknown: "Time zone unknown",
  cap_day: "Called enough today",
  cap_week: "Called enough this week",
  cap_month: "Called enough this month",
  cap_campaign: "Attempts used up",
  min_gap: "Called too recently",
  minutes_exhausted: "No minutes left",
  budget_exhausted: "Budget used up",
  no_caller_id: "No caller ID",
  concurrency_platform: "Waiting for a free line",
  concurrency_tenant: "Waiting for a free line",
  concurrency_campaign: "Waiting for a free line",
  carrier_rate: "Waiting for the carrier",
  max_attempts: "All attempts made",
  outcome_final: "Outcome reached",
  opted_out: "Opted out",
  cancelled: "Cancelled",
  reconciled: "Settled with the carrier",
  lost: "Lost track of the call",
};

export const CALL_COLUMN_TEXT = {
  contact: "Contact",
  outcome: "Outcome",
  campaign: "Campaign",
  attempt: "Attempt",
  endedBy: "Ended by",
  duration: "Duration",
  latency: "Reply time",
  cost: "Cost",
  placed: "Placed",
} as const;

export const CALL_HISTOGRAM_TEXTS = {
  title: "When the calls were placed",
  goals: "Goal achieved",
  answered: "Answered",
  other: "Not reached",
  calls: "calls",
  zoomOut: "Zoom out",
} as const;

export const CALL_RANGE_TEXT: Record<string, string> = {
  "1h": "The last hour",
  "24h": "The last 24 hours",
  "7d": "The last 7 days",
  "30d": "The last 30 days",
  "90d": "The last 90 days",
  zoomed: "As zoomed",
};

/** The log of all calls. */
export const CALL_LOG_TEXTS = {
  title: "Calls",
  search: "Search name, e-mail or number",
  numbers: "Calls by what they came to",
  all: "All calls",
  live: "In progress",
  answered: "Answered",
  goals: "Goal achieved",
  callbacks: "Asked for a callback",
  optedOut: "Opted out",
  outcome: "Outcome",
  conversations: "Conversations",
  byCarrier: "By the carrier",
  campaign: "Campaign",
  loading: "Loading calls",
  failed: "The calls could not be loaded",
  noMatch: "No call matches",
  noMatchText: "Choose another outcome, campaign or time.",
  noneTitle: "No calls yet",
  noneText: "Start a campaign, and its calls appear here as they happen.",
  toCampaigns: "Go to campaigns",
  ofAll: "of all",
  sheetLoading: "Loading the call",
  sheetFailed: "The call could not be loaded",
} as const;

export const CALL_TEXTS = {
  agent: "Agent",
  contact: "Contact",
  tool: "Action",
  notHeard: "Generated, but not heard",
  interrupted: "Interrupted",
  transcript: "Transcript",
  transcriptEmpty: "Nothing was said in this call.",
  transcriptFollows: "Click a sentence to hear it.",
  notReachedTitle: "Nobody was reached",
  notReachedText: "The call ended before anyone answered, so there is nothing to hear or to read.",
  transcriptWaiting: "The transcript appears here as it is spoken.",
  recording: "Recording",
  recordingNone: "There is no recording of this call.",
  recordingWaiting: "The recording can be played when the call is over.",
  latency: "Reply time by turn",
  latencyNote: "From the end of the contact's sentence to the agent's first sound.",
  latencyEmpty: "No reply was timed in this call.",
  events: "Events",
  eventsNote: "Everything that was decided and heard from the carrier, in order.",
  disclosed: "Disclosure heard",
  outcome: "Outcome",
  cost: "Cost",
  calledFrom: "Called from",
  analysis: "What was said",
  analysisPending: "The conversation is being read. This takes a few seconds.",
  analysisFailed: "The conversation could not be read.",
  analyseAgain: "Analyse again",
  keyPoints: "Key points",
  extracted: "Read out of the conversation",
  notSaid: "not said",
  yes: "Yes",
  no: "No",
  disagrees: "Worth a look: the outcome noted in the call and the transcript do not agree.",
  hangUp: "Hang up",
  hangUpTitle: "Hang up this call?",
  hangUpText: "The contact is cut off at once. What was said so far is kept.",
  hungUp: "The call is being ended.",
  newCall: "1 new call",
  newCalls: "new calls",
  newCallsSome: "Show newer calls",
  reveal: "Show number",
  hide: "Hide number",
} as const;

/** The board of calls that go on. */
export const LIVE_TEXTS = {
  title: "Live",
  note: "Every call that goes on now, and what is being said.",
  nothingSaid: "Nothing was said yet.",
  noneTitle: "Nobody is in a call",
  noneText: "Start a campaign, and its calls appear here as they are dialled.",
  toCampaigns: "Go to campaigns",
  toBoard: "Watch live",
  inCall: "in call",
} as const;

/** The list of recordings. */
export const RECORDING_TEXTS = {
  play: "Play",
  pause: "Pause",
  player: "Recording",
  loading: "Loading recordings",
  failed: "The recordings could not be loaded",
  noMatchTitle: "No recording matches",
  noMatchText: "Choose another campaign or outcome.",
  title: "Recordings",
  note: "Of every conversation, both voices on a channel of their own. Listen here, or beside what was said on the call's page.",
  contact: "Contact",
  outcome: "Outcome",
  campaign: "Campaign",
  duration: "Duration",
  recorded: "Recorded",
  file: "WAV",
  download: "Download the recording",
  emptyTitle: "Nothing is recorded yet",
  emptyText: "When somebody picks up, what is said is recorded and appears here after the call.",
  toCampaigns: "Go to campaigns",
} as const;

export const CORRECTION_TEXTS = {
  correct: "Correct",
  title: "What did this call really come to?",
  note: "The figures follow at once. What it was settled with stays beside it, and who corrected it is written down.",
  disposition: "It came to",
  choose: "Choose…",
  reason: "Why",
  optsOut: "The number goes on the do-not-call list at once, for all campaigns.",
  staysOut: "The number stays on the do-not-call list. Take it off there, should that be right.",
  save: "Correct it",
  cancel: "Cancel",
  corrected: "Corrected.",
  was: "It was settled as",
  correctedBy: "corrected by",
  somebody: "somebody who is gone",
} as const;

export const LISTEN_TEXTS = {
  listen: "Listen in",
  connecting: "Connecting…",
  stop: "Stop listening",
  level: "How loud it is",
  note: "You hear both; they do not hear you. That you listened is written down.",
} as const;
