import { silenceOf } from "../tones.ts";
import { friendlyAnswer } from "../small-talk.ts";
import type { Heard, OnPhone } from "../behaviour.ts";
import { Friendly } from "./friendly.ts";

const PAUSE_MS = 1000;

/** 13: stops in the middle of the sentence that matters, and goes on after a second. */
export class Hesitating extends Friendly {
  protected override reply(phone: OnPhone, heard: Heard): void {
    const answer = friendlyAnswer(heard.text, heard.number);
    if (answer !== "Yes, that sounds good.") return phone.say(answer);
    phone.say("Yes, I think");
    phone.play(silenceOf(PAUSE_MS));
    phone.say("that sounds good to me.");
  }
}

/** Into an utterance; one that is shorter than both is not murmured at. */
const MURMURS: readonly (readonly [afterMs: number, text: string])[] = [
  [1000, "Mm-hmm."],
  [3500, "Okay."],
];

/** 14: says "mm-hmm" and "okay" while the agent explains, without wanting to speak. */
export class Murmuring extends Friendly {
  private utterance = 0;
  private murmured = 0;

  agentSpeaking(phone: OnPhone, ms: number, number: number): void {
    if (number < 2) return;
    if (number !== this.utterance) {
      this.utterance = number;
      this.murmured = 0;
    }
    const next = MURMURS[this.murmured];
    if (!next || ms < next[0]) return;
    this.murmured += 1;
    phone.say(next[1]);
  }
}
