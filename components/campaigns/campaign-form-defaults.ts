/** What the form begins with; read from the one place of the defaults by the page, so that no schema reaches the browser. */
export interface CampaignFormDefaults {
  agentName: string;
  companyName: string;
  /** The sentence that is said where no other is given. */
  disclosure: string;
  windowStart: string;
  windowEnd: string;
  allowedDays: readonly number[];
  timezone: string;
  respectLeadTimezone: boolean;
  ringTimeoutS: number;
  maxCallDurationS: number;
  voicemail: string;
  maxAttempts: number;
  maxConcurrentCalls: number;
  /** Reusable agents that may be chosen. */
  agents: { id: string; name: string }[];
}
