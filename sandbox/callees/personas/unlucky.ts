import type { Heard } from "../behaviour.ts";
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

  protected override reply(heard: Heard): string {
    if (this.hasHappened) return super.reply(heard);
    this.hasHappened = true;
    return MISHAPS[this.mishap].says;
  }
}
