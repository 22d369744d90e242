import type { Behaviour, OnPhone } from "../behaviour.ts";

const GREETING =
  "Hi, you've reached Sam. I can't take your call right now. Please leave a message after the tone.";
const GREETING_MS = 6500;
const RECORDS_FOR_MS = 60_000;

/** 03: a greeting of some six seconds, a tone, and then it records for a minute. */
export class Voicemail implements Behaviour {
  readonly isMachine = true;

  answered(phone: OnPhone): void {
    phone.after(300, () => {
      phone.say(GREETING);
      phone.beep();
    });
    phone.after(GREETING_MS + RECORDS_FOR_MS, () => phone.hangUp());
  }
}
