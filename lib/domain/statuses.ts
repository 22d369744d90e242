/** Every status and code that Postgres, the code and the API share. `tests/integration/statuses.test.ts` compares them with the check constraints. */

export const CAMPAIGN_STATUSES = ["draft", "scheduled", "running", "paused", "completed", "stopped"] as const;
export type CampaignStatus = (typeof CAMPAIGN_STATUSES)[number];

export const LEAD_STATUSES = ["pending", "in_progress", "done", "blocked", "deleted"] as const;
export type LeadStatus = (typeof LEAD_STATUSES)[number];

export const JOB_STATUSES = [
  "pending",
  "claimed",
  "dialing",
  "in_call",
  "retry_scheduled",
  "unknown",
  "done",
  "cancelled",
] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** In order of rank: a call only moves forward. `unknown` stands apart: the carrier could not be asked. */
export const CARRIER_STATES = ["requested", "started", "ringing", "answered", "ended", "unknown"] as const;
export type CarrierState = (typeof CARRIER_STATES)[number];

export const TELEPHONY_RESULTS = [
  "answered",
  "busy",
  "no_answer",
  "rejected",
  "failed",
  "invalid_number",
  "cancelled",
  "unknown",
] as const;
export type TelephonyResult = (typeof TELEPHONY_RESULTS)[number];

export const ANSWERED_BY = ["human", "voicemail", "screening", "ivr", "fax", "silence", "unknown"] as const;
export type AnsweredBy = (typeof ANSWERED_BY)[number];

export const DISPOSITIONS = [
  "goal_achieved",
  "not_interested",
  "callback_requested",
  "transferred",
  "opted_out",
  "wrong_number",
  "voicemail_left",
  "voicemail_no_message",
  "hung_up",
  "no_goal",
  "no_response",
  "language_barrier",
  "error",
] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

export const SESSION_STATES = [
  "connecting",
  "greeting",
  "listening",
  "thinking",
  "speaking",
  "ending",
  "ended",
] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export const CONVERSATION_STATES = [
  "greeting",
  "qualification",
  "objection_handling",
  "closing",
  "transfer",
  "goodbye",
] as const;

export const IMPORT_STATUSES = ["queued", "running", "done", "failed", "undone"] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

export const ANALYSIS_STATUSES = ["pending", "done", "failed"] as const;
export type AnalysisStatus = (typeof ANALYSIS_STATUSES)[number];

export const USER_ROLES = ["owner", "admin", "user"] as const;
export type UserRole = (typeof USER_ROLES)[number];

export const PURPOSES = ["transactional", "marketing", "research"] as const;
export type Purpose = (typeof PURPOSES)[number];

export const ENDED_BY = ["agent", "callee", "carrier", "operator", "limit", "error"] as const;
export type EndedBy = (typeof ENDED_BY)[number];

export const TURN_ROLES = ["agent", "callee", "tool"] as const;
export type TurnRole = (typeof TURN_ROLES)[number];

/** Why the gate said no, in the order in which it asks. */
export const GATE_REASONS = [
  "campaign_not_running",
  "tenant_suspended",
  "kill_switch",
  "invalid_number",
  "country_not_allowed",
  "number_class_not_allowed",
  "reserved_number",
  "do_not_call",
  "consent_missing",
  "already_in_call",
  "outside_window",
  "outside_legal_hours",
  "holiday",
  "time_zone_unknown",
  "cap_day",
  "cap_week",
  "cap_month",
  "cap_campaign",
  "min_gap",
  "minutes_exhausted",
  "budget_exhausted",
  "no_caller_id",
  "concurrency_platform",
  "concurrency_tenant",
  "concurrency_campaign",
  "carrier_rate",
] as const;
export type GateReason = (typeof GATE_REASONS)[number];

/** Why a job ended. */
export const END_REASONS = [
  "max_attempts",
  "outcome_final",
  "opted_out",
  "cancelled",
  "reconciled",
  "lost",
] as const;

export const JOB_REASONS = [...GATE_REASONS, ...END_REASONS] as const;
export type JobReason = (typeof JOB_REASONS)[number];

/** Jobs that hold a slot and a number: the phone may be ringing. */
export const ACTIVE_JOB_STATUSES = [
  "claimed",
  "dialing",
  "in_call",
  "unknown",
] as const satisfies readonly JobStatus[];
/** Jobs that may become due. */
export const WAITING_JOB_STATUSES = ["pending", "retry_scheduled"] as const satisfies readonly JobStatus[];

const has = <T extends string>(list: readonly T[], value: string): value is T =>
  (list as readonly string[]).includes(value);

export const isActiveJob = (status: JobStatus): boolean => has(ACTIVE_JOB_STATUSES, status);
export const isWaitingJob = (status: JobStatus): boolean => has(WAITING_JOB_STATUSES, status);
export const isFinalJob = (status: JobStatus): boolean => status === "done" || status === "cancelled";
export const isGoalAchieved = (disposition: Disposition | null): boolean => disposition === "goal_achieved";
export const canStartCampaign = (status: CampaignStatus): boolean =>
  status === "draft" || status === "scheduled";
export const canPauseCampaign = (status: CampaignStatus): boolean => status === "running";
export const canResumeCampaign = (status: CampaignStatus): boolean => status === "paused";
export const canStopCampaign = (status: CampaignStatus): boolean =>
  status === "running" || status === "paused" || status === "scheduled";
/** Its leads have jobs: a lead that comes later needs one at once. */
export const hasCampaignBegun = (status: CampaignStatus): boolean =>
  status === "running" || status === "paused";
export const isCampaignOver = (status: CampaignStatus): boolean =>
  status === "completed" || status === "stopped";
