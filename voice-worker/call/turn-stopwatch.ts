import type { TurnLatency } from "#lib/data/turns";

interface Times {
  /** End of the callee's speech to the recogniser's word that the turn is over. */
  sttMs: number;
  endOfTurnAt: number;
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
  private endOfTurn: { sttMs: number; at: number } | null = null;
  private lastInputAt = 0;
  private times: (Times & { generation: number }) | null = null;

  constructor(monotonicMs: () => number) {
    this.monotonicMs = monotonicMs;
  }

  /** The recogniser says that the callee is done; `sttMs` after the last word ended. */
  turnEnded(sttMs: number): void {
    this.endOfTurn = { sttMs, at: this.monotonicMs() };
  }

  requested(generation: number): void {
    if (this.endOfTurn === null || this.times?.generation === generation) return;
    this.times = {
      generation,
      sttMs: this.endOfTurn.sttMs,
      endOfTurnAt: this.endOfTurn.at,
      requestedAt: this.monotonicMs(),
      firstTokenAt: null,
      askedFromAt: 0,
      askedAt: null,
      soundAt: null,
      frameAt: null,
    };
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
    const { sttMs, endOfTurnAt, requestedAt, firstTokenAt, askedFromAt, askedAt, soundAt, frameAt } = times;
    if (firstTokenAt === null || askedAt === null || soundAt === null || frameAt === null) return null;
    return {
      sttMs: Math.round(sttMs),
      llmFirstTokenMs: Math.round(firstTokenAt - requestedAt),
      ttsFirstAudioMs: Math.round(soundAt - askedAt),
      addedMs: tenths(requestedAt - endOfTurnAt + (askedAt - askedFromAt) + (frameAt - soundAt)),
      totalMs: Math.round(sttMs + frameAt - endOfTurnAt),
      speculative: false,
    };
  }

  private of(generation: number): Times | null {
    return this.times?.generation === generation ? this.times : null;
  }
}

const tenths = (ms: number): number => Math.round(Math.max(0, ms) * 10) / 10;
