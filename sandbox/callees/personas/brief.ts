import type { Behaviour, OnPhone } from "../behaviour.ts";

/** 11: picks up and says nothing, for ever. */
export class Silent implements Behaviour {
  readonly isSilent = true;

  answered(): void {}
}

/** 12: says hello and hangs up after a few seconds, whatever it hears. */
export class Hasty implements Behaviour {
  answered(phone: OnPhone): void {
    phone.after(phone.between(400, 700), () => phone.say("Hello?"));
    phone.after(phone.between(4000, 6000), () => phone.hangUp());
  }
}

/** 38: picks up and hangs up at once. */
export class Gone implements Behaviour {
  answered(phone: OnPhone): void {
    phone.after(200, () => phone.hangUp());
  }
}
