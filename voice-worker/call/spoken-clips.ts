import type { Logger } from "#lib/observability/logger";
import type { SpokenWord, Tts, TtsOptions } from "#lib/providers/tts/port";

/** A sentence as the voice spoke it. */
export interface SpokenClip {
  pcm: Buffer;
  words: SpokenWord[];
}

const MAX_BYTES = 24 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
/** What is prepared must not take the voice away from those who are speaking: vendors limit utterances at a time. */
const MAX_AT_A_TIME = 3;

/** Sentences that are known before they are needed, synthesised ahead and kept by voice and text; the oldest leave first. */
export class SpokenClips {
  private readonly tts: Tts;
  private readonly log: Logger;
  private readonly clips = new Map<string, SpokenClip>();
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly queue: (() => void)[] = [];
  private running = 0;
  private bytes = 0;

  constructor(tts: Tts, log: Logger) {
    this.tts = tts;
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

  /** Never rejects: what could not be prepared is spoken live. */
  async prepare(options: TtsOptions, text: string): Promise<void> {
    const key = keyOf(options, text);
    if (this.clips.has(key)) return;
    let work = this.underWay.get(key);
    if (work === undefined) {
      work = this.inTurn(() => this.synthesise(options, text))
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

  private synthesise(options: TtsOptions, text: string): Promise<SpokenClip> {
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = [];
      const words: SpokenWord[] = [];
      const utterance = this.tts.speak(options, (event) => {
        if (event.type === "audio") parts.push(event.pcm);
        else if (event.type === "words") words.push(...event.words);
        else {
          clearTimeout(timer);
          if (event.type === "failed") reject(event.error);
          else if (parts.length === 0) reject(new Error("the voice gave no sound"));
          else resolve({ pcm: Buffer.concat(parts), words });
        }
      });
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
