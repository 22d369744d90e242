import { msToBytes } from "#lib/audio/format";
import type { SpokenWord, Tts, TtsEvent, TtsOptions, Utterance, Voice } from "./port.ts";

/** How long the fake takes over one word. */
export const FAKE_WORD_MS = 200;

/** One utterance of the fake: nothing is spoken until the test says so, unless the fake is automatic. */
export class FakeUtterance implements Utterance {
  readonly options: TtsOptions;
  readonly texts: string[] = [];
  ended = false;
  cancelled = false;
  private readonly onEvent: (event: TtsEvent) => void;
  private readonly automatic: boolean;
  private spokenWords = 0;
  private over = false;

  constructor(options: TtsOptions, onEvent: (event: TtsEvent) => void, automatic: boolean) {
    this.options = options;
    this.onEvent = onEvent;
    this.automatic = automatic;
  }

  get text(): string {
    return this.texts.join("");
  }

  push(text: string): void {
    this.texts.push(text);
    if (this.automatic) queueMicrotask(() => this.speakAll());
  }

  end(): void {
    this.ended = true;
    if (this.automatic) queueMicrotask(() => this.finish());
  }

  cancel(): void {
    this.cancelled = true;
  }

  /** Audio and word times for everything pushed so far that was not spoken yet. */
  speakAll(): void {
    const words = this.text.split(/\s+/).filter(Boolean);
    const fresh = words.slice(this.spokenWords).map((word, i): SpokenWord => {
      const startMs = (this.spokenWords + i) * FAKE_WORD_MS;
      return { word, startMs, endMs: startMs + FAKE_WORD_MS };
    });
    if (fresh.length === 0) return;
    this.spokenWords = words.length;
    this.emit({ type: "audio", pcm: Buffer.alloc(msToBytes(fresh.length * FAKE_WORD_MS), 1) });
    this.emit({ type: "words", words: fresh });
  }

  finish(): void {
    this.speakAll();
    this.emit({ type: "done" });
  }

  emit(event: TtsEvent): void {
    if (this.cancelled || this.over) return;
    if (event.type === "done" || event.type === "failed") this.over = true;
    this.onEvent(event);
  }
}

/** Automatic: speaks whatever it is given at once, 200 ms a word. */
export class FakeTts implements Tts {
  readonly name = "cartesia";
  model = "sonic-3";
  readonly utterances: FakeUtterance[] = [];
  readonly automatic: boolean;
  /** Fails at whatever it is asked to speak. */
  isDead = false;

  constructor(options: { automatic: boolean } = { automatic: true }) {
    this.automatic = options.automatic;
  }

  warm(): Promise<void> {
    return Promise.resolve();
  }

  speak(options: TtsOptions, onEvent: (event: TtsEvent) => void): FakeUtterance {
    const utterance = new FakeUtterance(options, onEvent, this.automatic && !this.isDead);
    this.utterances.push(utterance);
    if (this.isDead)
      queueMicrotask(() => utterance.emit({ type: "failed", error: new Error("the voice is dead") }));
    return utterance;
  }

  voices(): Promise<Voice[]> {
    return Promise.resolve([{ id: "fake", name: "Fake", language: "en", description: "says nothing" }]);
  }

  check(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    for (const utterance of this.utterances) utterance.cancel();
  }
}
