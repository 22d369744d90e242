import type { TurnLatency } from "#lib/data/turns";

interface EndOfTurn {
  /** End of the callee's speech to the recogniser's word that the turn is over. */
  sttMs: number;
  at: number;
}

interface Stage {
  fromMs: number;
  toMs: number;
}

/** When an answer's stages were, monotonic. */
export interface AnswerTimes {
  /** From the end of the callee's last word. */
  stt: Stage;
  /** From our asking to the first token. */
  llm: Stage;
  /** From the first text to the first sound. */
  tts: Stage;
}

/** A turn that is over, as figures and traces are told of it; nothing of what was said. */
export interface ToldTurn {
  index: number;
  role: string;
  isInterrupted: boolean;
  /** By the wall clock. */
  fromMs: number;
  toMs: number;
  latency: TurnLatency | null;
  stages: AnswerTimes | null;
}

interface Times {
  generation: number;
  isSpeculative: boolean;
  /** What made us ask the model: the end of the turn, or the recogniser's belief that it is near. */
  causedAt: number;
  /** null while it isn't sure that the turn is over. */
  endOfTurn: EndOfTurn | null;
  requestedAt: number;
  firstTokenAt: number | null;
  askedFromAt: number;
  askedAt: number | null;
  soundAt: number | null;
  frameAt: number | null;
}

/** Takes the times of one answer, from the end of the callee's speech to the first frame of ours. Monotonic milliseconds. */
export class TurnStopwatch {
  private readonly monotonicMs: () => number;
  private endOfTurn: EndOfTurn | null = null;
  private pausingAt = 0;
  private lastInputAt = 0;
  private times: Times | null = null;

  constructor(monotonicMs: () => number) {
    this.monotonicMs = monotonicMs;
  }

  /** The recogniser believes that the callee is done. */
  turnPausing(): void {
    this.pausingAt = this.monotonicMs();
  }

  /** The recogniser says that the callee is done; `sttMs` after the last word ended. */
  turnEnded(sttMs: number): void {
    this.endOfTurn = { sttMs, at: this.monotonicMs() };
  }

  requested(generation: number, isSpeculative: boolean): void {
    if (this.times?.generation === generation || (this.endOfTurn === null && !isSpeculative)) return;
    this.times = {
      generation,
      isSpeculative,
      causedAt: isSpeculative ? this.pausingAt : (this.endOfTurn?.at ?? 0),
      endOfTurn: isSpeculative ? null : this.endOfTurn,
      requestedAt: this.monotonicMs(),
      firstTokenAt: null,
      askedFromAt: 0,
      askedAt: null,
      soundAt: null,
      frameAt: null,
    };
    if (!isSpeculative) this.endOfTurn = null;
  }

  /** The turn that was answered ahead of its end is over. */
  confirmed(generation: number): void {
    const times = this.of(generation);
    if (times === null) return;
    times.endOfTurn = this.endOfTurn;
    this.endOfTurn = null;
  }

  /** Something of the model's came in; what is spoken next comes from it. */
  written(): void {
    this.lastInputAt = this.monotonicMs();
  }

  firstToken(generation: number): void {
    const times = this.of(generation);
    if (times !== null) times.firstTokenAt ??= this.monotonicMs();
  }

  asked(generation: number): void {
    const times = this.of(generation);
    if (times === null || times.askedAt !== null) return;
    times.askedFromAt = this.lastInputAt;
    times.askedAt = this.monotonicMs();
  }

  firstSound(generation: number): void {
    const times = this.of(generation);
    if (times !== null) times.soundAt ??= this.monotonicMs();
  }

  firstFrame(generation: number): void {
    const times = this.of(generation);
    if (times !== null) times.frameAt ??= this.monotonicMs();
  }

  /** null: it was no answer to the callee, or nothing of it was spoken. */
  latency(generation: number | null): TurnLatency | null {
    const times = generation === null ? null : this.of(generation);
    if (times === null) return null;
    const { causedAt, endOfTurn, requestedAt, firstTokenAt, askedFromAt, askedAt, soundAt, frameAt } = times;
    if (endOfTurn === null || firstTokenAt === null) return null;
    if (askedAt === null || soundAt === null || frameAt === null) return null;
    // What was ready before the turn ended kept nobody waiting.
    const preparingMs =
      soundAt <= endOfTurn.at ? 0 : Math.max(0, requestedAt - causedAt) + (askedAt - askedFromAt);
    return {
      sttMs: Math.round(endOfTurn.sttMs),
      llmFirstTokenMs: Math.round(firstTokenAt - requestedAt),
      ttsFirstAudioMs: Math.round(soundAt - askedAt),
      addedMs: tenths(preparingMs + frameAt - Math.max(soundAt, endOfTurn.at)),
      totalMs: Math.round(endOfTurn.sttMs + frameAt - endOfTurn.at),
      speculative: times.isSpeculative,
    };
  }

  /** The stages of what `latency` tells in sums; null where it tells nothing. */
  stages(generation: number | null): AnswerTimes | null {
    const times = generation === null ? null : this.of(generation);
    if (times === null) return null;
    const { endOfTurn, requestedAt, firstTokenAt, askedAt, soundAt } = times;
    if (endOfTurn === null || firstTokenAt === null || askedAt === null || soundAt === null) return null;
    return {
      stt: { fromMs: endOfTurn.at - endOfTurn.sttMs, toMs: endOfTurn.at },
      llm: { fromMs: requestedAt, toMs: firstTokenAt },
      tts: { fromMs: askedAt, toMs: soundAt },
    };
  }

  private of(generation: number): Times | null {
    return this.times?.generation === generation ? this.times : null;
  }
}

const tenths = (ms: number): number => Math.round(Math.max(0, ms) * 10) / 10;
