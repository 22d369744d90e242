import type { HeardWord } from "../speech/recogniser.ts";
import type { Heard } from "./flux-turns.ts";
import type { NovaSettings } from "./nova-settings.ts";

export type NovaEvent =
  | {
      type: "Results";
      startMs: number;
      durationMs: number;
      isFinal: boolean;
      speechFinal: boolean;
      fromFinalize: boolean;
      words: readonly HeardWord[];
    }
  | { type: "SpeechStarted"; timestampMs: number }
  | { type: "UtteranceEnd"; lastWordEndMs: number };

const INTERIM_EVERY_MS = 1000;
/** A window that has become so long is frozen, whether the speaker pauses or not. */
const LONGEST_WINDOW_MS = 7000;
/** What was said last is understood only so long after it. */
const LEAST_SILENCE_MS = 120;

/** Nova's messages: pure, driven by what is heard. Windows follow each other without a gap. */
export class NovaResults {
  private readonly settings: NovaSettings;
  private windowStartMs = 0;
  private firstWord = 0;
  private nextInterimMs = INTERIM_EVERY_MS;
  /** The stretch of speech that was told last, and the one whose end was. */
  private startToldMs = 0;
  private endToldMs = 0;
  private utteranceWords = 0;

  constructor(settings: NovaSettings) {
    this.settings = settings;
  }

  /** Call it for each short stretch of audio (20 ms); what is to be told now, in order. */
  advance(heard: Heard & { speechStartMs: number }): NovaEvent[] {
    const events: NovaEvent[] = [];
    if (this.settings.vadEvents && heard.isSpeaking && heard.speechStartMs > this.startToldMs) {
      this.startToldMs = heard.speechStartMs;
      events.push({ type: "SpeechStarted", timestampMs: heard.speechStartMs });
    }
    if (this.isEndpoint(heard)) {
      this.endToldMs = heard.speechEndMs;
      events.push(this.freeze(heard, { speechFinal: true, fromFinalize: false }));
    } else if (heard.positionMs - this.windowStartMs >= LONGEST_WINDOW_MS) {
      events.push(this.freeze(heard, { speechFinal: false, fromFinalize: false }));
    } else if (heard.positionMs >= this.nextInterimMs) {
      this.nextInterimMs = heard.positionMs + INTERIM_EVERY_MS;
      if (this.settings.interimResults) events.push(this.results(heard, false, false, false));
    }
    if (this.isUtteranceOver(heard)) {
      this.utteranceWords = heard.words.length;
      events.push({ type: "UtteranceEnd", lastWordEndMs: heard.words.at(-1)?.endMs ?? -1 });
    }
    return events;
  }

  /** What is left, at once: the client asked for it, or the stream ends. */
  flush(heard: Heard, fromFinalize: boolean): NovaEvent {
    return this.freeze(heard, { speechFinal: fromFinalize, fromFinalize });
  }

  private isEndpoint(heard: Heard): boolean {
    const { endpointingMs } = this.settings;
    if (endpointingMs === null || heard.speechEndMs <= this.endToldMs) return false;
    return heard.positionMs - heard.speechEndMs >= Math.max(endpointingMs, LEAST_SILENCE_MS);
  }

  private isUtteranceOver(heard: Heard): boolean {
    const { utteranceEndMs } = this.settings;
    const last = heard.words.at(-1);
    if (utteranceEndMs === null || last === undefined || heard.words.length === this.utteranceWords)
      return false;
    return heard.positionMs - last.endMs >= utteranceEndMs;
  }

  private freeze(heard: Heard, how: { speechFinal: boolean; fromFinalize: boolean }): NovaEvent {
    const event = this.results(heard, true, how.speechFinal, how.fromFinalize);
    this.windowStartMs = heard.positionMs;
    this.firstWord = heard.words.length;
    this.nextInterimMs = heard.positionMs + INTERIM_EVERY_MS;
    return event;
  }

  private results(heard: Heard, isFinal: boolean, speechFinal: boolean, fromFinalize: boolean): NovaEvent {
    return {
      type: "Results",
      startMs: this.windowStartMs,
      durationMs: heard.positionMs - this.windowStartMs,
      isFinal,
      speechFinal,
      fromFinalize,
      words: heard.words.slice(this.firstWord),
    };
  }
}
