import type { Behaviour, Heard, OnPhone } from "../behaviour.ts";
import { isFarewell } from "../small-talk.ts";

const HANG_UP_AFTER_FAREWELL_MS = 3000;
const GIVES_UP_AFTER_MS = 60_000;
const MAX_ANSWERS = 6;
const IS_CONNECTING = /\b(connect|connecting|put you through|transfer|one moment)\b/i;
const NOBODY_FREE = /\b(not available|unavailable|nobody|none of|no one|busy|can't reach|cannot reach)\b/i;

/** 09: wants to speak with a person, waits for them, and tells them what it is about. */
export class WantsHuman implements Behaviour {
  private answers = 0;
  private stage: "agent" | "waiting" | "colleague" | "leaving" = "agent";

  answered(phone: OnPhone): void {
    phone.after(phone.between(400, 700), () => phone.say("Hello?"));
  }

  agentPaused(phone: OnPhone, { text }: Heard): void {
    if (this.stage === "leaving") return;
    this.answers += 1;
    if (isFarewell(text) || this.answers > MAX_ANSWERS) {
      this.stage = "leaving";
      phone.say("Thank you, goodbye.");
      phone.after(HANG_UP_AFTER_FAREWELL_MS, () => phone.hangUp());
    } else if (NOBODY_FREE.test(text)) {
      this.stage = "agent";
      phone.say("Then please call me back tomorrow at ten.");
    } else if (this.stage === "agent" && IS_CONNECTING.test(text)) {
      this.stage = "waiting";
    } else if (this.stage === "waiting") {
      this.stage = "colleague";
      phone.say("Hello. I would like to change my appointment.");
    } else {
      phone.say(this.stage === "agent" ? "I would rather speak to a real person, please." : "Yes, please.");
    }
  }

  nobodySpeaks(phone: OnPhone, ms: number): void {
    if (ms >= GIVES_UP_AFTER_MS) phone.hangUp();
  }
}
