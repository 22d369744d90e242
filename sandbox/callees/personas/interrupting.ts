import type { OnPhone } from "../behaviour.ts";
import { Friendly } from "./friendly.ts";

/** Long enough that the agent has said some words, short enough that it is in mid-sentence. */
const INTO_SECOND_UTTERANCE_MS = 1200;
const INTO_LONG_FIRST_UTTERANCE_MS = 12_000;

/** 10: breaks into the agent's second utterance, or into a long first one, once; then friendly. */
export class Interrupting extends Friendly {
  private hasInterrupted = false;

  agentSpeaking(phone: OnPhone, ms: number, number: number): void {
    if (this.hasInterrupted) return;
    if (ms < (number >= 2 ? INTO_SECOND_UTTERANCE_MS : INTO_LONG_FIRST_UTTERANCE_MS)) return;
    this.hasInterrupted = true;
    phone.say("Wait, sorry, how much does it cost?");
  }
}
