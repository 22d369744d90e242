import type { VoiceSampleQuery } from "#lib/domain/api/agent";
import { sampleSentence } from "#lib/domain/agents/sample-sentence";
import type { LlmDesk, VoiceCatalogue } from "#lib/providers/desk/port";
import type { Voice } from "#lib/providers/tts/port";
import { missing } from "../missing.ts";
import { KeptAnswers } from "./kept-answers.ts";

const MINUTE_MS = 60_000;
/** A sample is about 150 kB. */
const MOST_SAMPLES = 60;

/** What agents are made of, with the answers of those who offer it kept for a while. One a process. */
export class AgentMarket {
  private readonly desk: LlmDesk;
  private readonly catalogue: VoiceCatalogue;
  private readonly lists: KeptAnswers<Voice[]>;
  private readonly modelLists: KeptAnswers<string[]>;
  private readonly samples: KeptAnswers<Buffer>;

  constructor(desk: LlmDesk, catalogue: VoiceCatalogue, now: () => number) {
    this.desk = desk;
    this.catalogue = catalogue;
    this.lists = new KeptAnswers({ keepMs: 10 * MINUTE_MS, most: 1, now });
    this.modelLists = new KeptAnswers({ keepMs: 10 * MINUTE_MS, most: 1, now });
    this.samples = new KeptAnswers({ keepMs: 24 * 60 * MINUTE_MS, most: MOST_SAMPLES, now });
  }

  /** Throws ProviderError, as do the others. */
  voices(): Promise<Voice[]> {
    return this.lists.get("voices", () => this.catalogue.voices());
  }

  models(): Promise<string[]> {
    return this.modelLists.get("models", () => this.desk.models());
  }

  async has(voiceId: string): Promise<boolean> {
    const isListed = (await this.voices()).some((voice) => voice.id === voiceId);
    return isListed || this.catalogue.has(voiceId);
  }

  /** The voice saying one fixed sentence in the language, as WAV. Throws `not_found` for a voice that is not there. */
  async sample({ voice_id: voiceId, language }: VoiceSampleQuery): Promise<Buffer> {
    if (!(await this.has(voiceId))) throw missing("voice");
    const text = sampleSentence(language);
    return this.samples.get(`${voiceId} ${text}`, () => this.catalogue.sample({ voiceId, language, text }));
  }
}
