import type {
  AnsweredBy,
  CarrierState,
  Disposition,
  EndedBy,
  JobReason,
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

export const CALL_TEXTS = {
  agent: "Agent",
  contact: "Contact",
  tool: "Action",
  notHeard: "Generated, but not heard",
  interrupted: "Interrupted",
  transcript: "Transcript",
  transcriptEmpty: "Nothing was said in this call.",
  transcriptWaiting: "The transcript appears here as it is spoken.",
  recording: "Recording",
  recordingNone: "There is no recording of this call.",
  recordingWaiting: "The recording can be played when the call is over.",
  latency: "Reply time by turn",
  latencyNote: "From the end of the contact's sentence to the agent's first sound.",
  latencyEmpty: "No reply was timed in this call.",
  events: "Events",
  outcome: "Outcome",
  hangUp: "Hang up",
  hangUpTitle: "Hang up this call?",
  hangUpText: "The contact is cut off at once. What was said so far is kept.",
  hungUp: "The call is being ended.",
  reveal: "Show number",
  hide: "Hide number",
} as const;
