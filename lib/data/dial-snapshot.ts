import { sql } from "kysely";
import { snapshotCall } from "#lib/domain/dialing/call-snapshot";
import type { CallSnapshot } from "#lib/domain/settings";
import type { Purpose } from "#lib/domain/statuses";
import { readCallingConfig, type CandidateRow } from "./gate-facts.ts";

/** What a call's snapshot is made from, beside its candidate's columns; for a row `c` of campaigns, `l` of leads, `a` of agents. */
export const snapshotColumns = sql`
  c.name as campaign_name, c.goal, c.system_prompt, c.purpose, c.voice_id, c.script_config, c.calling_config,
  l.first_name, l.last_name, l.email,
  a.id as agent_id, a.system_prompt as agent_prompt, a.voice_id as agent_voice_id, a.model, a.temperature, a.max_tokens,
  a.version, a.name as agent_name, a.greeting, a.language, a.turn_taking,
  exists (select from talky.calls v where v.lead_id = l.id and v.disposition = 'voicemail_left') as has_voicemail`;

export interface SnapshotRow {
  campaign_name: string;
  goal: string;
  system_prompt: string;
  purpose: Purpose;
  voice_id: string | null;
  script_config: unknown;
  calling_config: unknown;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  agent_id: string | null;
  agent_prompt: string | null;
  agent_voice_id: string | null;
  model: string | null;
  temperature: number | null;
  max_tokens: number | null;
  version: number | null;
  agent_name: string | null;
  greeting: string | null;
  language: string | null;
  turn_taking: unknown;
  has_voicemail: boolean;
}

/** The settings that the call goes out with. */
export function snapshotOf(row: SnapshotRow & CandidateRow): CallSnapshot {
  return snapshotCall({
    campaign: {
      id: row.campaign_id,
      name: row.campaign_name,
      goal: row.goal,
      systemPrompt: row.system_prompt,
      purpose: row.purpose,
      voiceId: row.voice_id,
      scriptConfig: row.script_config,
      calling: readCallingConfig(row.calling_config),
    },
    agent: row.agent_id
      ? {
          id: row.agent_id,
          version: row.version ?? 1,
          name: row.agent_name ?? "",
          greeting: row.greeting ?? "",
          language: row.language ?? "en",
          systemPrompt: row.agent_prompt ?? "",
          voiceId: row.agent_voice_id,
          model: row.model,
          temperature: row.temperature,
          maxTokens: row.max_tokens,
          turnTaking: row.turn_taking,
        }
      : null,
    lead: {
      phoneNumber: row.phone_number,
      firstName: row.first_name,
      lastName: row.last_name,
      email: row.email,
      timezone: row.timezone,
      hasVoicemail: row.has_voicemail,
      customFields: isRecord(row.custom_fields) ? row.custom_fields : {},
    },
  });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
