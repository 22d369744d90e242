import type { Behaviour, Heard, OnPhone } from "../behaviour.ts";
import { friendlyAnswer, isFarewell } from "../small-talk.ts";

const HANG_UP_AFTER_FAREWELL_MS = 3000;
const ASKS_AFTER_MS = 15_000;
const GIVES_UP_AFTER_MS = 30_000;
/** Nobody's patience is endless, nor is that of a test. */
const MAX_ANSWERS = 12;

/** 00: says hello first, agrees to whatever is asked, says goodbye back. */
export class Friendly implements Behaviour {
  private answers = 0;
  private hasAsked = false;
  private isLeaving = false;

  answered(phone: OnPhone): void {
    phone.after(phone.between(400, 700), () => phone.say("Hello?"));
  }

  agentPaused(phone: OnPhone, heard: Heard): void {
    if (this.isLeaving) return;
    this.answers += 1;
    if (isFarewell(heard.text)) this.leave(phone, "Thank you, goodbye.");
    else if (this.answers > MAX_ANSWERS) this.leave(phone, "I have to go now. Goodbye.");
    else this.reply(phone, heard);
  }

  nobodySpeaks(phone: OnPhone, ms: number): void {
    if (ms >= GIVES_UP_AFTER_MS) phone.hangUp();
    else if (ms >= ASKS_AFTER_MS && !this.hasAsked) {
      this.hasAsked = true;
      phone.say("Hello? Are you there?");
    }
  }

  protected reply(phone: OnPhone, heard: Heard): void {
    phone.say(friendlyAnswer(heard.text, heard.number));
  }

  private leave(phone: OnPhone, farewell: string): void {
    this.isLeaving = true;
    phone.say(farewell);
    phone.after(HANG_UP_AFTER_FAREWELL_MS, () => phone.hangUp());
  }
}
