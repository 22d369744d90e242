import type { FliteVoice } from "../speech/spoken.ts";

/** What a behaviour can do on the phone. Times are the call's own, in 20 ms steps. */
export interface OnPhone {
  /** In the person's own voice, unless it is somebody else's at the same phone. */
  say(text: string, voice?: FliteVoice): void;
  /** Any sound or silence (16 kHz), in its turn among what is said. */
  play(pcm: Int16Array): void;
  /** The tone after a voicemail greeting. */
  beep(): void;
  hangUp(): void;
  /** Later, if the call is still on. */
  after(ms: number, run: () => void): void;
  /** Between the two, the same each time for the same number. */
  between(fromMs: number, toMs: number): number;
}

/** One utterance of the agent. */
export interface Heard {
  /** The words that were understood, with their punctuation; empty when it was only a sound. */
  text: string;
  /** Of this call, from 1. */
  number: number;
}

/** How somebody behaves from the moment at which they pick up. One object a call. */
export interface Behaviour {
  /** A machine has answered. */
  readonly isMachine?: boolean;
  /** No word will ever be said: no detection can tell what has answered. */
  readonly isSilent?: boolean;
  answered(phone: OnPhone): void;
  /** The agent has paused, and the callee is silent: the moment to reply. */
  agentPaused?(phone: OnPhone, heard: Heard): void;
  /** The agent has been speaking for `ms`, and the callee is silent; called each 20 ms. */
  agentSpeaking?(phone: OnPhone, ms: number, number: number): void;
  /** Neither has spoken for `ms`; called each 20 ms. */
  nobodySpeaks?(phone: OnPhone, ms: number): void;
}
