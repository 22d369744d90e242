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
  /** A voicemail's greeting is over after so much silence where no tone is heard… */
  greetingSilenceMs: 2500,
  /** …and no message is left when it is still going on so long after they picked up. */
  greetingLimitMs: 60_000,
  messageMsPerChar: 100,
  /** A call screener that was answered may take so long to put us through. */
  screeningMs: 30_000,
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
  /** Objections that are answered, and answers that were not followed and are said anew. */
  maxObjections: 2,
  maxFollowUps: 2,
  /** Turns of the callee in one call. */
  maxTurns: 60,
} as const satisfies Record<string, number>;

export type TurnTakingTimings = { [K in keyof typeof TURN_TAKING_DEFAULTS]: number };

export interface TurnTakingConfig extends TurnTakingTimings {
  maxDurationMs: number;
  /** The agent's, as in `es-MX`: numbers and addresses are said in it. */
  language: string;
  /** All that is said first; it begins with the disclosure. */
  greeting: string;
  /** Must be heard to its end before the conversation begins, and is not to be interrupted; empty: there is none. */
  disclosure: string;
  /** Name, company and reason, for a call screener. */
  screeningAnswer: string;
  /** Said after a voicemail's tone; empty: none is left. */
  voicemailMessage: string;
  phrases: Phrases;
}

export function turnTakingConfig(
  given: Omit<TurnTakingConfig, keyof TurnTakingTimings> & Partial<TurnTakingTimings>,
): TurnTakingConfig {
  return { ...TURN_TAKING_DEFAULTS, ...given };
}
