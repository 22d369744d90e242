import type { Behaviour, Heard, OnPhone } from "../behaviour.ts";
import { isFarewell } from "../small-talk.ts";

const HANG_UP_AFTER_FAREWELL_MS = 3000;
const GIVES_UP_AFTER_MS = 20_000;

/** 06, 07, 08 and 17: says hello, then the one thing they have to say, and goes when the agent takes its leave or goes on. */
export class OneWish implements Behaviour {
  private readonly wish: string;
  private readonly lastWord: string;
  private said: "nothing" | "wish" | "last_word" = "nothing";

  constructor(wish: string, lastWord: string) {
    this.wish = wish;
    this.lastWord = lastWord;
  }

  answered(phone: OnPhone): void {
    phone.after(phone.between(400, 700), () => phone.say("Hello?"));
  }

  agentPaused(phone: OnPhone, heard: Heard): void {
    if (this.said === "nothing") {
      this.said = "wish";
      phone.say(this.wish);
      return;
    }
    if (this.said === "last_word") return;
    this.said = "last_word";
    phone.say(isFarewell(heard.text) ? "Bye." : this.lastWord);
    phone.after(HANG_UP_AFTER_FAREWELL_MS, () => phone.hangUp());
  }

  nobodySpeaks(phone: OnPhone, ms: number): void {
    if (ms >= GIVES_UP_AFTER_MS) phone.hangUp();
  }
}
