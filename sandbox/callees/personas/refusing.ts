import type { Behaviour, Heard, OnPhone } from "../behaviour.ts";
import { isFarewell } from "../small-talk.ts";

const HANG_UP_AFTER_FAREWELL_MS = 3000;
const GIVES_UP_AFTER_MS = 20_000;

/** 06 and 07: says hello, then what they have to say to callers, and goes when the agent takes its leave or goes on. */
export class Refusing implements Behaviour {
  private readonly refusal: string;
  private readonly lastWord: string;
  private said: "nothing" | "refusal" | "last_word" = "nothing";

  constructor(refusal: string, lastWord: string) {
    this.refusal = refusal;
    this.lastWord = lastWord;
  }

  answered(phone: OnPhone): void {
    phone.after(phone.between(400, 700), () => phone.say("Hello?"));
  }

  agentPaused(phone: OnPhone, heard: Heard): void {
    if (this.said === "nothing") {
      this.said = "refusal";
      phone.say(this.refusal);
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
