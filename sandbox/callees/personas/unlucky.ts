import type { Heard, OnPhone } from "../behaviour.ts";
import { MISHAPS } from "../mishaps.ts";
import { Friendly } from "./friendly.ts";

/** 35, 36 and 37: friendly, but at the first thing that they say after hello one of the agent's providers fails. */
export class Unlucky extends Friendly {
  private readonly mishap: keyof typeof MISHAPS;
  private hasHappened = false;

  constructor(mishap: keyof typeof MISHAPS) {
    super();
    this.mishap = mishap;
  }

  protected override reply(phone: OnPhone, heard: Heard): void {
    if (this.hasHappened) return super.reply(phone, heard);
    this.hasHappened = true;
    phone.say(MISHAPS[this.mishap].says);
  }
}
