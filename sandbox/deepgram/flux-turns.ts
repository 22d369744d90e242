import type { HeardWord } from "../speech/recogniser.ts";
import type { FluxThresholds } from "./flux-settings.ts";

export type FluxEventName = "Update" | "StartOfTurn" | "EagerEndOfTurn" | "TurnResumed" | "EndOfTurn";

export interface FluxEvent {
  event: FluxEventName;
  turnIndex: number;
  windowStartMs: number;
  windowEndMs: number;
  words: readonly HeardWord[];
  endOfTurnConfidence: number;
  trigger?: "model" | "timeout";
}

/** What has been heard until now, on the audio's own clock. */
export interface Heard {
  positionMs: number;
  words: readonly HeardWord[];
  /** End of the last loud audio. */
  speechEndMs: number;
  isSpeaking: boolean;
  /** By its tone the sentence goes on. */
  expectsMore: boolean;
}

const UPDATE_EVERY_MS = 250;
const EAGER_BEFORE_MS = 200;
/** Silence that is waited for at least, before anything is concluded from it. */
const LEAST_SILENCE_MS = 40;
/** A sentence that was not finished needs so much longer a silence. */
const UNFINISHED_SILENCE_MS = 1_300;
/** The threshold at which the end of a turn takes the usual time. */
const USUAL_THRESHOLD = 0.7;
const FINISHED = /[.!?]["')\]]*$/;

/** Turns as Flux tells them: pure, driven by what is heard. `endOfTurnMs` gives the usual silence, with its jitter. */
export class FluxTurns {
  thresholds: FluxThresholds;
  private readonly endOfTurnMs: () => number;
  private turnIndex = 0;
  private windowStartMs = 0;
  private firstWord = 0;
  private wordsTold = 0;
  private isInTurn = false;
  private eagerAfterSpeechMs: number | null = null;
  private nextUpdateMs = UPDATE_EVERY_MS;
  private silence = { sinceMs: Number.NaN, neededMs: 0 };

  constructor(thresholds: FluxThresholds, endOfTurnMs: () => number) {
    this.thresholds = thresholds;
    this.endOfTurnMs = endOfTurnMs;
  }

  /** Call it for each short stretch of audio (20 ms); what is to be told now, in order. */
  advance(heard: Heard): FluxEvent[] {
    const events: FluxEvent[] = [];
    const hasNewWords = heard.words.length > this.wordsTold;
    if (hasNewWords && !this.isInTurn) {
      this.isInTurn = true;
      events.push(this.tell("StartOfTurn", heard));
    }
    if (
      this.eagerAfterSpeechMs !== null &&
      (hasNewWords || this.hasSpokenSince(this.eagerAfterSpeechMs, heard))
    ) {
      this.eagerAfterSpeechMs = null;
      events.push(this.tell("TurnResumed", heard));
    }
    if (this.isInTurn) events.push(...this.judgeSilence(heard));
    if (heard.positionMs >= this.nextUpdateMs) {
      this.nextUpdateMs += UPDATE_EVERY_MS;
      if (events.length === 0) events.push(this.tell("Update", heard));
    }
    return events;
  }

  /** The state of the turn, when the stream ends. */
  last(heard: Heard): FluxEvent {
    return this.tell("Update", heard);
  }

  private judgeSilence(heard: Heard): FluxEvent[] {
    const lastWord = heard.words.at(-1);
    const sinceMs = Math.max(heard.speechEndMs, lastWord?.endMs ?? 0);
    const silentMs = heard.positionMs - sinceMs;
    const { eotTimeoutMs, eotThreshold, eagerEotThreshold } = this.thresholds;
    const withoutWordMs = heard.positionMs - (lastWord?.endMs ?? 0);
    if (withoutWordMs >= eotTimeoutMs) return [this.endTurn(heard, "timeout")];
    if (silentMs < LEAST_SILENCE_MS) return [];
    const neededMs = this.neededSilence(sinceMs, heard.expectsMore, lastWord?.word ?? "");
    if (eotThreshold < 1 && silentMs >= neededMs) return [this.endTurn(heard, "model")];
    const eagerMs = Math.max(LEAST_SILENCE_MS, neededMs - EAGER_BEFORE_MS);
    if (eagerEotThreshold === null || this.eagerAfterSpeechMs !== null || silentMs < eagerMs) return [];
    this.eagerAfterSpeechMs = heard.speechEndMs;
    return [this.tell("EagerEndOfTurn", heard)];
  }

  /** Drawn once for each silence, and again when its last word came only after it had begun. */
  private neededSilence(sinceMs: number, expectsMore: boolean, lastWord: string): number {
    const isFinished = FINISHED.test(lastWord) && !expectsMore;
    const key = isFinished ? sinceMs : -sinceMs - 1;
    if (this.silence.sinceMs !== key) {
      const patience = 1 + (this.thresholds.eotThreshold - USUAL_THRESHOLD) * 2.5;
      const usualMs = this.endOfTurnMs() * patience;
      this.silence = { sinceMs: key, neededMs: isFinished ? usualMs : usualMs + UNFINISHED_SILENCE_MS };
    }
    return this.silence.neededMs;
  }

  private hasSpokenSince(speechEndMs: number, heard: Heard): boolean {
    return heard.isSpeaking && heard.speechEndMs > speechEndMs;
  }

  private endTurn(heard: Heard, trigger: "model" | "timeout"): FluxEvent {
    const event = { ...this.tell("EndOfTurn", heard), trigger };
    this.turnIndex += 1;
    this.windowStartMs = heard.positionMs;
    this.firstWord = heard.words.length;
    this.isInTurn = false;
    this.eagerAfterSpeechMs = null;
    return event;
  }

  private tell(event: FluxEventName, heard: Heard): FluxEvent {
    this.wordsTold = heard.words.length;
    return {
      event,
      turnIndex: this.turnIndex,
      windowStartMs: this.windowStartMs,
      windowEndMs: heard.positionMs,
      words: heard.words.slice(this.firstWord),
      endOfTurnConfidence: this.confidence(event, heard),
    };
  }

  private confidence(event: FluxEventName, heard: Heard): number {
    const { eotThreshold, eagerEotThreshold } = this.thresholds;
    if (event === "EndOfTurn") return eotThreshold;
    if (event === "EagerEndOfTurn") return eagerEotThreshold ?? eotThreshold;
    return heard.isSpeaking || !this.isInTurn ? 0.01 : 0.1;
  }
}
