import { FRAME_MS } from "#lib/audio/format";
import type { FliteVoice } from "../speech/spoken.ts";
import type { Behaviour, OnPhone } from "./behaviour.ts";
import { Ear } from "./ear.ts";
import { Mouth } from "./mouth.ts";
import type { Person } from "./person.ts";
import type { Speech } from "./speech.ts";
import { BEEP } from "./tones.ts";

/** What the callee's phone is told. */
export interface Handset {
  hangUp(): void;
  /** A voicemail's tone has begun. */
  beeped(): void;
}

/** Somebody on the phone: driven by the call's 20 ms beat, with ears and a mouth, and a behaviour between them. */
export class Callee implements OnPhone {
  /** What was said, as it began to be said. */
  readonly said: string[] = [];
  /** What was understood of each utterance of the agent. */
  readonly heard: string[] = [];
  readonly behaviour: Behaviour;
  private readonly person: Person;
  private readonly speech: Speech;
  private readonly handset: Handset;
  private readonly ear: Ear;
  private readonly mouth = new Mouth();
  private readonly pauseMs: number;
  private readonly timers: { dueMs: number; run: () => void }[] = [];
  /** What is being synthesised, in order, so that a greeting comes before its tone. */
  private speaking = Promise.resolve();
  private unspoken = 0;
  private nowMs = 0;
  private utterances = 0;
  private quietMs = 0;
  private isGone = false;
  private heardSincePause = "";

  constructor(person: Person, speech: Speech, handset: Handset) {
    this.person = person;
    this.speech = speech;
    this.handset = handset;
    this.behaviour = person.behave();
    this.ear = new Ear(speech.listen());
    this.pauseMs = this.between(500, 700);
  }

  answer(): void {
    this.behaviour.answered(this);
  }

  /** What the callee says in the next 20 ms; null: silence. */
  speakFrame(): Buffer | null {
    this.nowMs += FRAME_MS;
    for (const timer of this.timers.filter(({ dueMs }) => dueMs <= this.nowMs)) {
      this.timers.splice(this.timers.indexOf(timer), 1);
      if (!this.isGone) timer.run();
    }
    return this.isGone ? null : this.mouth.nextFrame();
  }

  /** What the callee heard in the same 20 ms; null: nothing. */
  hearFrame(played: Buffer | null): void {
    if (this.isGone) return;
    const { ear } = this;
    const wasBetween = ear.utteranceMs === 0;
    ear.hear(played);
    if (wasBetween && ear.utteranceMs > 0) this.utterances += 1;
    const isTalking = this.unspoken > 0 || !this.mouth.isEmpty;
    const agentTalks = ear.utteranceMs > 0;
    this.quietMs = isTalking || agentTalks ? 0 : this.quietMs + FRAME_MS;
    if (agentTalks && ear.silentMs >= this.pauseMs) this.endUtterance(isTalking);
    else if (agentTalks && !isTalking) this.behaviour.agentSpeaking?.(this, ear.utteranceMs, this.utterances);
    else if (this.quietMs > 0) this.behaviour.nobodySpeaks?.(this, this.quietMs);
  }

  /** The agent's audio was thrown away: what comes next is another utterance. */
  agentCleared(): void {
    this.noteHeard();
  }

  /** The call has ended, whoever ended it. */
  hungUp(): void {
    if (this.isGone) return;
    this.isGone = true;
    this.noteHeard();
  }

  say(text: string, voice: FliteVoice = this.person.voice): void {
    this.enqueue(async () => {
      const { pcm } = await this.speech.speak(text, voice);
      this.mouth.add(pcm, () => this.said.push(text));
    });
  }

  play(pcm: Int16Array): void {
    this.enqueue(() => this.mouth.add(pcm));
  }

  beep(): void {
    this.enqueue(() => this.mouth.add(BEEP, () => this.handset.beeped()));
  }

  hangUp(): void {
    if (!this.isGone) this.handset.hangUp();
  }

  after(ms: number, run: () => void): void {
    this.timers.push({ dueMs: this.nowMs + ms, run });
  }

  between(fromMs: number, toMs: number): number {
    return fromMs + (toMs - fromMs) * this.person.random();
  }

  private endUtterance(isTalking: boolean): void {
    this.ear.endUtterance();
    this.noteHeard();
    const text = this.heardSincePause;
    this.heardSincePause = "";
    if (!isTalking) this.behaviour.agentPaused?.(this, { text, number: this.utterances });
  }

  private noteHeard(): void {
    const text = this.ear.takeWords();
    if (text === "") return;
    this.heard.push(text);
    this.heardSincePause = `${this.heardSincePause} ${text}`.trim();
  }

  private enqueue(make: () => void | Promise<void>): void {
    this.unspoken += 1;
    this.speaking = this.speaking
      .then(make)
      .catch((error: unknown) => console.error("sandbox: a callee lost their voice", error))
      .finally(() => {
        this.unspoken -= 1;
      });
  }
}
