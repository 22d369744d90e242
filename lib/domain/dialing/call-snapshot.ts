import { disclosureOf } from "#lib/domain/conversation/disclosure";
import {
  scriptConfigSchema,
  type CallingConfig,
  type CallSnapshot,
  type ScriptConfig,
} from "#lib/domain/settings";
import type { Purpose } from "#lib/domain/statuses";
import { readTurnTakingSettings } from "#lib/domain/turn-taking/settings";

export interface SnapshotSource {
  campaign: {
    id: string;
    name: string;
    goal: string;
    systemPrompt: string;
    purpose: Purpose;
    voiceId: string | null;
    scriptConfig: unknown;
    calling: CallingConfig;
  };
  /** The campaign's agent, where it has one; what the campaign says itself goes first. */
  agent: {
    id: string;
    version: number;
    name: string;
    greeting: string;
    language: string;
    systemPrompt: string;
    voiceId: string | null;
    model: string | null;
    temperature: number | null;
    maxTokens: number | null;
    turnTaking?: unknown;
  } | null;
  lead: CallSnapshot["lead"];
}

const DEFAULT_SCRIPT: ScriptConfig = scriptConfigSchema.parse({});

/** What a call goes out with, frozen: a later edit of the campaign does not change it. */
export function snapshotCall({ campaign, agent, lead }: SnapshotSource): CallSnapshot {
  const parsed = scriptConfigSchema.safeParse(campaign.scriptConfig);
  const script: ScriptConfig = parsed.success ? parsed.data : DEFAULT_SCRIPT;
  // A name or language that is only the default is nothing that the campaign says.
  const ofPersona = (key: "agent_name" | "language", persona: string | undefined): string =>
    script[key] === DEFAULT_SCRIPT[key] ? (persona ?? script[key]) : script[key];
  return {
    campaign: {
      id: campaign.id,
      name: campaign.name,
      goal: campaign.goal,
      systemPrompt: campaign.systemPrompt || (agent?.systemPrompt ?? ""),
      purpose: campaign.purpose,
    },
    agent: {
      agentId: agent?.id ?? null,
      version: agent?.version ?? null,
      name: ofPersona("agent_name", agent?.name),
      companyName: script.company_name,
      greeting: script.greeting || agent?.greeting || null,
      language: ofPersona("language", agent?.language),
      disclosure: disclosureOf(script),
      voiceId: campaign.voiceId ?? agent?.voiceId ?? null,
      model: agent?.model ?? null,
      temperature: agent?.temperature ?? null,
      maxTokens: agent?.maxTokens ?? null,
      voicemailMessage: script.voicemail_message || null,
      transferNumber: script.transfer_number ?? null,
      turnTaking: agent?.turnTaking === undefined ? undefined : readTurnTakingSettings(agent.turnTaking),
    },
    lead,
    calling: campaign.calling,
  };
}
