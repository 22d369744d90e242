import { bytesToMs, msToBytes } from "#lib/audio/format";
import type { UsageMeter } from "#lib/domain/cost/usage-meter";
import { ProviderError } from "../errors.ts";
import type { Stt, SttEvent, SttOptions, SttStream } from "../stt/port.ts";
import { Attempts, type Candidate, faultOf, firstOf, type OnFailover, preferring } from "./candidate.ts";

/** A recogniser is opened so often in a row before the next one is. */
const TRIES = 2;
/** Older audio than this is not worth hearing again. */
const MOST_REPLAYED_BYTES = msToBytes(10_000);

/**
 * A recogniser that is opened again when it is lost, and replaced when that does not help: it hears again what was said
 * since the last turn ended. `lost` is told when nobody is left. Times stay on the clock of the whole stream.
 */
export function failoverStt(
  candidates: readonly Candidate<Stt>[],
  onFailover: OnFailover,
  meter: UsageMeter,
): Stt {
  const first = firstOf(candidates);
  let inOrder = candidates;
  return {
    name: first.provider.name,
    modelFor: (language) => first.provider.modelFor(language),
    async open(options, onEvent) {
      const stream = new FailoverStream(
        new Attempts("stt", inOrder, onFailover),
        options,
        (candidate) => {
          inOrder = preferring(candidates, candidate);
        },
        onEvent,
        meter,
      );
      await stream.listen(null);
      return stream;
    },
    check: () => first.provider.check(),
  };
}

class FailoverStream implements SttStream {
  private readonly attempts: Attempts<Stt>;
  private readonly options: SttOptions;
  private readonly understood: (candidate: Candidate<Stt>) => void;
  private readonly onEvent: (event: SttEvent) => void;
  private readonly meter: UsageMeter;
  private candidate: Candidate<Stt> | null = null;
  private tries = 0;
  /** Late events of an older stream are dropped. */
  private generation = 0;
  private stream: SttStream | null = null;
  private isClosed = false;
  /** Audio since the last turn ended, and how much of the call lies before it. */
  private kept: Buffer[] = [];
  private keptBytes = 0;
  private bytesBefore = 0;
  /** Where the present stream's clock begins. */
  private offsetMs = 0;
  /** Told as the end of the turn, perhaps: what follows of another stream must not rely on it. */
  private eager: Extract<SttEvent, { type: "eager_end_of_turn" }> | null = null;

  constructor(
    attempts: Attempts<Stt>,
    options: SttOptions,
    understood: (candidate: Candidate<Stt>) => void,
    onEvent: (event: SttEvent) => void,
    meter: UsageMeter,
  ) {
    this.attempts = attempts;
    this.options = options;
    this.understood = understood;
    this.onEvent = onEvent;
    this.meter = meter;
  }

  /** Resolves when one of them listens; rejects with the last one's error when none does. */
  async listen(error: unknown): Promise<void> {
    let failure = error;
    for (;;) {
      const candidate = this.nextTry(failure);
      if (candidate === null) throw failure;
      try {
        return await this.open(candidate);
      } catch (cause) {
        if (this.isClosed) return;
        failure = cause;
      }
    }
  }

  send(pcm: Buffer): void {
    if (this.isClosed) return;
    this.kept.push(pcm);
    this.keptBytes += pcm.length;
    while (this.keptBytes > MOST_REPLAYED_BYTES) this.forgetOldest();
    this.give(pcm);
  }

  close(): void {
    this.isClosed = true;
    this.generation += 1;
    this.kept = [];
    this.stream?.close();
    this.stream = null;
  }

  /** The same one again where that may help, or the next. null: nobody is left. */
  private nextTry(failure: unknown): Candidate<Stt> | null {
    const mayHelp = !(failure instanceof ProviderError) || failure.retryable;
    if (this.candidate !== null && mayHelp && this.tries < TRIES) {
      this.tries += 1;
      return this.candidate;
    }
    if (this.candidate !== null) this.candidate.failed(faultOf(failure));
    this.candidate = this.attempts.next(failure);
    this.tries = 1;
    return this.candidate;
  }

  private async open(candidate: Candidate<Stt>): Promise<void> {
    const generation = ++this.generation;
    const stream = await candidate.provider.open(this.options, (event) => {
      if (this.generation === generation) this.take(candidate, event);
    });
    if (this.isClosed) return stream.close();
    this.stream = stream;
    this.offsetMs = bytesToMs(this.bytesBefore);
    for (const pcm of this.kept) this.give(pcm);
  }

  private give(pcm: Buffer): void {
    const { stream, candidate } = this;
    if (stream === null || candidate === null) return;
    const { provider } = candidate;
    this.meter.heard(provider.name, provider.modelFor(this.options.language), bytesToMs(pcm.length));
    stream.send(pcm);
  }

  private take(candidate: Candidate<Stt>, event: SttEvent): void {
    if (event.type === "lost") {
      this.stream = null;
      this.generation += 1;
      this.takeEagerBack();
      void this.reopen(event.error);
      return;
    }
    const own = this.onOwnClock(event);
    if (own.type === "eager_end_of_turn") this.eager = own;
    else if (own.type !== "update") this.eager = null;
    if (own.type === "end_of_turn") {
      candidate.succeeded();
      this.understood(candidate);
      this.tries = 0;
      this.forgetUntil(own.audioEndMs);
    }
    this.onEvent(own);
  }

  private takeEagerBack(): void {
    const { eager } = this;
    this.eager = null;
    if (eager !== null) this.onEvent({ ...eager, type: "turn_resumed" });
  }

  private async reopen(error: Error): Promise<void> {
    try {
      await this.listen(error);
    } catch (cause) {
      if (this.isClosed) return;
      this.close();
      this.onEvent({ type: "lost", error: cause instanceof Error ? cause : error });
    }
  }

  private onOwnClock<E extends Exclude<SttEvent, { type: "lost" }>>(event: E): E {
    const { offsetMs } = this;
    if (offsetMs === 0) return event;
    return {
      ...event,
      audioEndMs: event.audioEndMs + offsetMs,
      words: event.words.map(({ word, startMs, endMs }) => ({
        word,
        startMs: startMs + offsetMs,
        endMs: endMs + offsetMs,
      })),
    };
  }

  private forgetUntil(ms: number): void {
    while (this.kept[0] && bytesToMs(this.bytesBefore + this.kept[0].length) <= ms) this.forgetOldest();
  }

  private forgetOldest(): void {
    const bytes = this.kept.shift()?.length ?? 0;
    this.keptBytes -= bytes;
    this.bytesBefore += bytes;
  }
}
