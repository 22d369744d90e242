import type { UsageMeter } from "#lib/domain/cost/usage-meter";
import type { Logger } from "#lib/observability/logger";
import type { SpokenWord, Tts, TtsEvent, TtsOptions } from "#lib/providers/tts/port";

/** A sentence as the voice spoke it. */
export interface SpokenClip {
  pcm: Buffer;
  words: SpokenWord[];
  /** Another voice had to say it: better than none, and made anew when it is prepared again. */
  isStandIn: boolean;
}

/** Like `Tts.speak`, says whether another voice stands in, and counts what it is given. */
export type SpeakClip = (
  options: TtsOptions,
  onEvent: (event: TtsEvent) => void,
  onStandIn: () => void,
  meter: UsageMeter,
) => ReturnType<Tts["speak"]>;

const MAX_BYTES = 24 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
/** What is prepared must not take the voice away from those who are speaking: vendors limit utterances at a time. */
const MAX_AT_A_TIME = 3;

/** Sentences that are known before they are needed, synthesised ahead and kept by voice and text; the oldest leave first. */
export class SpokenClips {
  private readonly speak: SpeakClip;
  private readonly log: Logger;
  private readonly clips = new Map<string, SpokenClip>();
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly queue: (() => void)[] = [];
  private running = 0;
  private bytes = 0;

  constructor(speak: SpeakClip, log: Logger) {
    this.speak = speak;
    this.log = log;
  }

  find(options: TtsOptions, text: string): SpokenClip | null {
    const key = keyOf(options, text);
    const clip = this.clips.get(key);
    if (clip === undefined) return null;
    this.clips.delete(key);
    this.clips.set(key, clip);
    return clip;
  }

  /** Never rejects: what could not be prepared is spoken live. Who is the first to want a sentence pays for it. */
  async prepare(options: TtsOptions, text: string, meter: UsageMeter): Promise<void> {
    // What is prepared again is used again: it must not be the next to leave.
    if (this.find(options, text)?.isStandIn === false) return;
    const key = keyOf(options, text);
    let work = this.underWay.get(key);
    if (work === undefined) {
      work = this.inTurn(() => this.synthesise(options, text, meter))
        .then((clip) => this.keep(key, clip))
        .catch((error: unknown) => this.log.warn({ err: error }, "a sentence could not be prepared"))
        .finally(() => this.underWay.delete(key));
      this.underWay.set(key, work);
    }
    await work;
  }

  private async inTurn<T>(run: () => Promise<T>): Promise<T> {
    while (this.running >= MAX_AT_A_TIME) await new Promise<void>((resolve) => this.queue.push(resolve));
    this.running += 1;
    try {
      return await run();
    } finally {
      this.running -= 1;
      this.queue.shift()?.();
    }
  }

  private synthesise(options: TtsOptions, text: string, meter: UsageMeter): Promise<SpokenClip> {
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      const words: SpokenWord[] = [];
      let isStandIn = false;
      let hasTwoVoices = false;
      const take = (event: TtsEvent): void => {
        if (event.type === "audio") parts.push(event.pcm);
        else if (event.type === "words") words.push(...event.words);
        else {
          clearTimeout(timer);
          if (event.type === "failed") reject(event.error);
          else if (parts.length === 0) reject(new Error("the voice gave no sound"));
          else if (hasTwoVoices) reject(new Error("the voice changed in the middle of it"));
          else resolve({ pcm: Buffer.concat(parts), words, isStandIn });
        }
      };
      const standsIn = (): void => {
        isStandIn = true;
        hasTwoVoices ||= parts.length > 0;
      };
      const utterance = this.speak(options, take, standsIn, meter);
      const timer = setTimeout(() => {
        utterance.cancel();
        reject(new Error("the voice took too long"));
      }, TIMEOUT_MS);
      timer.unref();
      utterance.push(text);
      utterance.end();
    });
  }

  private keep(key: string, clip: SpokenClip): void {
    this.bytes -= this.clips.get(key)?.pcm.length ?? 0;
    this.clips.set(key, clip);
    this.bytes += clip.pcm.length;
    for (const [oldest, { pcm }] of this.clips) {
      if (this.bytes <= MAX_BYTES || oldest === key) break;
      this.clips.delete(oldest);
      this.bytes -= pcm.length;
    }
  }
}

const keyOf = (options: TtsOptions, text: string): string =>
  [options.voiceId ?? "", options.language, text].join("\n");
