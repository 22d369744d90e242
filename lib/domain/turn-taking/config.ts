import type { Phrases } from "../conversation/phrases.ts";
import { TURN_TAKING_SETTINGS, type TurnTakingSettings } from "./settings.ts";

/** What no agent sets, in milliseconds of the call's own audio clock unless the name says otherwise. */
const FIXED = {
  /** Sound that the recogniser makes no words of puts our greeting off no longer than this. */
  openingLimitMs: 4000,
  /** A short answer that ends this close to the end of what we say is an answer, not a backchannel. */
  answerOverlapMs: 700,
  /** A voicemail's greeting is over after so much silence where no tone is heard… */
  greetingSilenceMs: 2500,
  /** …and no message is left when it is still going on so long after they picked up. */
  greetingLimitMs: 60_000,
  messageMsPerChar: 100,
  /** A call screener that was answered may take so long to put us through. */
  screeningMs: 30_000,
  /** These four are a last resort: each leaves the providers the time to fail over (2.5 s a model, 1.5 s a voice). */
  firstTokenMs: 8500,
  replyStallMs: 8500,
  firstAudioMs: 7000,
  speechStallMs: 7000,
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
  /** How long the carrier may take to connect a colleague, or to give the call back. */
  transferMs: 60_000,
  /** The model is told that a tool failed which takes longer. */
  toolMs: 10_000,
  /** Answers begun before one turn of the callee was over. */
  maxSpeculations: 3,
  /** So much longer we wait after words that something must follow: "and", "because". */
  unfinishedMs: 900,
} as const satisfies Record<string, number>;

const fromSettings = (settings: TurnTakingSettings) => ({
  openingSilenceMs: settings.opening_silence_ms,
  silenceMs: settings.silence_ms,
  maxSilencePrompts: settings.max_silence_prompts,
  interruptionWords: settings.interruption_words,
  interruptionMs: settings.interruption_ms,
  falseInterruptionMs: settings.false_interruption_ms,
  maxTurns: settings.max_turns,
  fillerAfterMs: settings.filler_after_ms,
});

export type TurnTakingTimings = { [K in keyof typeof FIXED]: number } & ReturnType<typeof fromSettings>;

export interface TurnTakingConfig extends TurnTakingTimings {
  maxDurationMs: number;
  /** The agent's, as in `es-MX`: numbers and addresses are said in it. */
  language: string;
  /** All that is said first; it begins with the disclosure. */
  greeting: string;
  /** Names of the tools that take time; whoever executes the effects uses them and tells the result. */
  slowTools: readonly string[];
  /** Must be heard to its end before the conversation begins, and is not to be interrupted; empty: there is none. */
  disclosure: string;
  /** Name, company and reason, for a call screener. */
  screeningAnswer: string;
  /** Said after a voicemail's tone; empty: none is left. */
  voicemailMessage: string;
  phrases: Phrases;
  /** There is somebody whom a call can be connected to. */
  canTransfer: boolean;
}

type Given = Pick<TurnTakingConfig, "maxDurationMs" | "language" | "greeting" | "phrases"> &
  Partial<TurnTakingConfig>;

export function turnTakingConfig({
  settings = TURN_TAKING_SETTINGS,
  ...given
}: Given & { settings?: TurnTakingSettings | undefined }): TurnTakingConfig {
  return {
    ...FIXED,
    ...fromSettings(settings),
    slowTools: [],
    disclosure: "",
    screeningAnswer: "",
    voicemailMessage: "",
    canTransfer: false,
    ...given,
  };
}
