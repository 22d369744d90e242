import type { Heard, OnPhone } from "../behaviour.ts";
import { Friendly } from "./friendly.ts";

const EMAIL = "Sure. It is J, O, R, D, A, N, dot, L, E, E, at example dot com.";
const NUMBER = "It is four one five, five five five, zero one two zero.";

/** 20: friendly, and spells an e-mail address and a phone number when asked for them. */
export class Spelling extends Friendly {
  protected override reply(phone: OnPhone, heard: Heard): void {
    const asked = heard.text.match(/[^.!?]+\?/g)?.at(-1) ?? "";
    if (/\be-?mail\b/i.test(asked)) phone.say(EMAIL);
    else if (/\b(phone )?number\b/i.test(asked)) phone.say(NUMBER);
    else super.reply(phone, heard);
  }
}
