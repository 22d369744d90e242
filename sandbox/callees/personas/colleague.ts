import type { Behaviour, OnPhone } from "../behaviour.ts";

const GREETS_AFTER_WORDS_MS = 1200;
const GREETS_ANYWAY_MS = 2500;
const GIVES_UP_AFTER_MS = 15_000;

/** Whom a transfer reaches: listens to what is said first, helps the caller in one sentence, and hangs up. */
export class Colleague implements Behaviour {
  private stage: "listening" | "helping" | "leaving" = "listening";
  private hasHeard = false;

  answered(): void {}

  agentPaused(phone: OnPhone): void {
    if (this.stage === "listening") this.hasHeard = true;
    else if (this.stage === "leaving") phone.hangUp();
    else {
      this.stage = "leaving";
      phone.say("Of course, I have noted that. Have a nice day, goodbye.");
    }
  }

  nobodySpeaks(phone: OnPhone, ms: number): void {
    if (ms >= GIVES_UP_AFTER_MS) phone.hangUp();
    if (this.stage !== "listening" || ms < (this.hasHeard ? GREETS_AFTER_WORDS_MS : GREETS_ANYWAY_MS)) return;
    this.stage = "helping";
    phone.say("Hello, this is the front desk. How can I help you?");
  }
}
