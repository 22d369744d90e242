import type { Behaviour, Heard, OnPhone } from "../behaviour.ts";
import { FAX_ANSWER, FAX_PREAMBLE, silenceOf } from "../tones.ts";
import { Friendly } from "./friendly.ts";

const MACHINE_VOICE = "kal";

const SCREENING =
  "Hi. The person you are calling uses a screening service. Please state your name and why you are calling.";
const PICKS_UP_AFTER_MS = 4000;
const SCREENING_GIVES_UP_MS = 12_000;

/** 18: a screening service asks who is calling and why, then a friendly person picks up. */
export class Screened implements Behaviour {
  private readonly person = new Friendly();
  private stage: "asking" | "fetching" | "person" = "asking";

  answered(phone: OnPhone): void {
    phone.after(300, () => phone.say(SCREENING, MACHINE_VOICE));
  }

  agentPaused(phone: OnPhone, heard: Heard): void {
    if (this.stage === "person") this.person.agentPaused(phone, heard);
    if (this.stage !== "asking") return;
    this.stage = "fetching";
    phone.say("Thank you. Please stay on the line.", MACHINE_VOICE);
    phone.after(PICKS_UP_AFTER_MS, () => {
      this.stage = "person";
      this.person.answered(phone);
    });
  }

  nobodySpeaks(phone: OnPhone, ms: number): void {
    if (this.stage === "person") this.person.nobodySpeaks(phone, ms);
    else if (this.stage === "asking" && ms >= SCREENING_GIVES_UP_MS) phone.hangUp();
  }
}

const MENU =
  "Thank you for calling Northwind Plumbing. For sales, press one. For service, press two. For all other questions, press three.";
const MENU_AGAIN_MS = 4000;
const MENU_ROUNDS = 3;

/** 19: an automatic menu, which says its choices three times and hangs up. */
export class Menu implements Behaviour {
  private rounds = 0;

  answered(phone: OnPhone): void {
    phone.after(500, () => this.offer(phone));
  }

  nobodySpeaks(phone: OnPhone, ms: number): void {
    if (this.rounds === 0 || ms < MENU_AGAIN_MS) return;
    if (this.rounds < MENU_ROUNDS) this.offer(phone);
    else phone.hangUp();
  }

  private offer(phone: OnPhone): void {
    this.rounds += 1;
    phone.say(MENU, MACHINE_VOICE);
  }
}

const FAX_GIVES_UP_MS = 35_000;
const FAX_AGAIN_MS = 3000;

/** 22: a fax machine: its answer tone, then its flags each three seconds until it gives up. */
export class Fax implements Behaviour {
  readonly isSilent = true;

  answered(phone: OnPhone): void {
    phone.after(500, () => {
      phone.play(FAX_ANSWER);
      phone.play(silenceOf(80));
      phone.play(FAX_PREAMBLE);
    });
    phone.after(FAX_GIVES_UP_MS, () => phone.hangUp());
  }

  nobodySpeaks(phone: OnPhone, ms: number): void {
    if (ms >= FAX_AGAIN_MS) phone.play(FAX_PREAMBLE);
  }
}
