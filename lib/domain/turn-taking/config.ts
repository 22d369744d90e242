import type { Phrases } from "../conversation/phrases.ts";

/** All in milliseconds of the call's own audio clock. */
export const TURN_TAKING_DEFAULTS = {
  /** The callee says hello first; after this much silence we do. */
  openingSilenceMs: 1200,
  /** Sound that the recogniser makes no words of puts our greeting off no longer than this. */
  openingLimitMs: 4000,
  /** Callee silence before "are you still there?". */
  silenceMs: 8000,
  maxSilencePrompts: 2,
  bargeInWords: 2,
  bargeInMs: 500,
  /** A short answer that ends this close to the end of what we say is an answer, not a backchannel. */
  answerOverlapMs: 700,
  firstTokenMs: 4000,
  replyStallMs: 5000,
  firstAudioMs: 4000,
  speechStallMs: 5000,
  /** How long the mark behind the last word may be late. */
  playedGraceMs: 2000,
  /** A turn of the callee in which nothing new is heard for so long is over. */
  stuckTurnMs: 15_000,
  optOutWriteMs: 1000,
  farewellMs: 25_000,
  /** From our hang-up to the closed line. */
  hangUpMs: 10_000,
  /** Politely wrap up so long before the end; never more than a quarter of the call. */
  wrapUpLeadMs: 15_000,
  maxToolSteps: 3,
  /** How long the carrier may take to connect a colleague, or to give the call back. */
  transferMs: 60_000,
} as const satisfies Record<string, number>;

export type TurnTakingTimings = { [K in keyof typeof TURN_TAKING_DEFAULTS]: number };

export interface TurnTakingConfig extends TurnTakingTimings {
  maxDurationMs: number;
  greeting: string;
  phrases: Phrases;
  /** There is somebody whom a call can be connected to. */
  canTransfer: boolean;
}

export function turnTakingConfig(
  given: {
    maxDurationMs: number;
    greeting: string;
    phrases: Phrases;
    canTransfer?: boolean;
  } & Partial<TurnTakingTimings>,
): TurnTakingConfig {
  return { ...TURN_TAKING_DEFAULTS, canTransfer: false, ...given };
}
