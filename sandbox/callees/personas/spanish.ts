import type { Behaviour, Heard, OnPhone } from "../behaviour.ts";

const HANG_UP_AFTER_FAREWELL_MS = 3000;
const GIVES_UP_AFTER_MS = 20_000;
const MAX_NOT_UNDERSTOOD = 3;
const IN_SPANISH =
  /(¿|¡|\b(hola|usted|gracias|adi[oó]s|buenos|buenas|le llamo|llamo|hablo con|le parece|señora?|por favor)\b)/i;
const FAREWELL = /\b(adi[oó]s|hasta luego|good ?bye|bye)\b/i;

/** 21: speaks Spanish: agrees with an agent who does, and tells any other that they do not understand. */
export class Spanish implements Behaviour {
  private notUnderstood = 0;
  private isLeaving = false;

  answered(phone: OnPhone): void {
    phone.after(phone.between(400, 700), () => phone.say("¿Hola?"));
  }

  agentPaused(phone: OnPhone, { text }: Heard): void {
    if (this.isLeaving) return;
    if (FAREWELL.test(text)) return this.leave(phone, "Gracias, adiós.");
    if (!IN_SPANISH.test(text)) return this.doNotUnderstand(phone);
    const isWho = /hablo con|es usted/i.test(text);
    phone.say(isWho ? "Sí, soy yo." : "Sí, me parece bien.");
  }

  nobodySpeaks(phone: OnPhone, ms: number): void {
    if (ms >= GIVES_UP_AFTER_MS) phone.hangUp();
  }

  private doNotUnderstand(phone: OnPhone): void {
    this.notUnderstood += 1;
    if (this.notUnderstood >= MAX_NOT_UNDERSTOOD) this.leave(phone, "Lo siento, no entiendo. Adiós.");
    else phone.say("Lo siento, no hablo inglés. ¿Habla usted español?");
  }

  private leave(phone: OnPhone, farewell: string): void {
    this.isLeaving = true;
    phone.say(farewell);
    phone.after(HANG_UP_AFTER_FAREWELL_MS, () => phone.hangUp());
  }
}
