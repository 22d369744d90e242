/** All that a campaign can be asked for, as the API spells it. */
export const CAMPAIGN_FIELDS = [
  "name",
  "goal",
  "description",
  "purpose",
  "agent_id",
  "voice_id",
  "system_prompt",
  "extraction_fields",
  "max_concurrent_calls",
  "max_attempts",
  "budget_micros",
  ...Array.from({ length: 20 }, (_, i) =>
    ["name", "type", "description", "choices"].map((f) => `extraction_fields.${i}.${f}`),
  ).flat(),
  ...[
    "agent_name",
    "company_name",
    "greeting",
    "transfer_number",
    "voicemail_message",
    "disclosure.text",
  ].map((f) => `script_config.${f}`),
  ...["time_window_start", "time_window_end", "allowed_days", "timezone"].map((f) => `calling_config.${f}`),
  ...["ring_timeout_s", "max_call_duration_s", "voicemail"].map((f) => `calling_config.${f}`),
];
