import { phrasesFor } from "#lib/domain/conversation/phrases";
import {
  disclosureText,
  greetingText,
  systemPrompt,
  voicemailMessage,
} from "#lib/domain/conversation/prompt";
import { screeningAnswer } from "#lib/domain/conversation/screening-answer";
import type { UsageMeter } from "#lib/domain/cost/usage-meter";
import { spokenText } from "#lib/domain/conversation/spoken-form/spoken-form";
import type { CallSnapshot } from "#lib/domain/settings";
import { turnTakingConfig, type TurnTakingConfig } from "#lib/domain/turn-taking/config";
import { TURN_TAKING_SETTINGS } from "#lib/domain/turn-taking/settings";
import type { SttOptions } from "#lib/providers/stt/port";
import type { TtsOptions } from "#lib/providers/tts/port";
import type { SpokenClips } from "./spoken-clips.ts";

/** What a call needs, worked out while the phone rings. */
export interface PreparedCall {
  config: TurnTakingConfig;
  system: string;
  hearing: SttOptions;
  voice: TtsOptions;
  model: { model: string | null; temperature: number | null; maxTokens: number | null };
}

export function prepareCall(snapshot: CallSnapshot, now: Date): PreparedCall {
  const { agent, calling } = snapshot;
  const disclosure = disclosureText(snapshot);
  const settings = agent.turnTaking ?? TURN_TAKING_SETTINGS;
  const eager = settings.eager_end_of_turn_threshold;
  return {
    config: turnTakingConfig({
      maxDurationMs: calling.max_call_duration_s * 1000,
      language: agent.language,
      disclosure,
      greeting: `${disclosure} ${greetingText(snapshot)}`.trim(),
      screeningAnswer: screeningAnswer(snapshot),
      voicemailMessage: voicemailMessage(snapshot),
      phrases: phrasesFor(agent.language),
      canTransfer: agent.transferNumber !== null,
      settings,
    }),
    system: systemPrompt(snapshot, now),
    hearing: {
      language: agent.language,
      sampleRateHz: 16000,
      endOfTurnThreshold: settings.end_of_turn_threshold,
      ...(eager !== null && { eagerEndOfTurnThreshold: eager }),
    },
    voice: { voiceId: agent.voiceId, language: agent.language, sampleRateHz: 16000 },
    model: { model: agent.model, temperature: agent.temperature, maxTokens: agent.maxTokens },
  };
}

/** Has the voice speak ahead what is sure or likely to be needed; the greeting first. Never rejects. */
export async function prepareSpeech(
  prepared: PreparedCall,
  clips: SpokenClips,
  meter: UsageMeter,
): Promise<void> {
  const { greeting, phrases, language } = prepared.config;
  for (const text of [greeting, phrases.apology, phrases.stillThere, phrases.optOutFarewell])
    await clips.prepare(prepared.voice, spokenText(text, language), meter);
  if (prepared.config.canTransfer)
    await clips.prepare(prepared.voice, spokenText(phrases.nobodyFree, language), meter);
}
