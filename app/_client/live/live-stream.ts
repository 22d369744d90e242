import type { LiveEvent } from "#lib/domain/api/live";

/** paused: nobody looks at this tab, or whoever looks wants it to stand still. */
export type LiveLink = "connecting" | "live" | "reconnecting" | "paused";

/** As much of an EventSource as is needed. */
export interface LiveSource {
  addEventListener(type: string, listener: (message: { data?: string }) => void): void;
  close(): void;
}

const EVENT_TYPES = [
  "call.started",
  "call.state",
  "call.turn",
  "call.ended",
  "campaign.status",
  "campaign.stats",
  "import.progress",
] as const satisfies LiveEvent["type"][];
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
/** A ping comes every 15 s: whoever is silent for longer than three of them is gone. */
const SILENT_MS = 50_000;
const REMEMBERED = 2_000;

/**
 * The one stream of a tab. A break is mended by itself and goes on behind the newest event that was seen; what comes twice
 * is told once. `ready` listeners are told after each (re)connection: what is no event must be asked for anew then.
 */
export class LiveStream {
  private readonly open: (after: number | null) => LiveSource;
  private readonly events = new Set<(event: LiveEvent) => void>();
  private readonly readies = new Set<() => void>();
  private readonly links = new Set<() => void>();
  private readonly seen = new Set<number>();
  private source: LiveSource | null = null;
  private newest: number | null = null;
  private waitMs = FIRST_WAIT_MS;
  private retry: ReturnType<typeof setTimeout> | null = null;
  private silence: ReturnType<typeof setTimeout> | null = null;
  private state: LiveLink = "connecting";

  constructor(open: (after: number | null) => LiveSource) {
    this.open = open;
  }

  readonly link = (): LiveLink => this.state;
  readonly onLink = (listener: () => void): (() => void) => listen(this.links, listener);
  readonly onEvent = (listener: (event: LiveEvent) => void): (() => void) => listen(this.events, listener);
  readonly onReady = (listener: () => void): (() => void) => listen(this.readies, listener);

  /** Connects, or connects again. */
  start(): void {
    this.disconnect();
    if (this.state === "paused") this.become("connecting");
    const source = this.open(this.newest);
    this.source = source;
    const on = (type: string, then: (message: { data?: string }) => void): void =>
      source.addEventListener(type, (message) => {
        if (this.source !== source) return;
        this.expectMore();
        then(message);
      });
    on("live.ping", () => undefined);
    on("live.ready", () => this.ready());
    on("live.reset", () => this.ready());
    for (const type of EVENT_TYPES) on(type, (message) => this.take(type, message));
    source.addEventListener("error", () => {
      if (this.source === source) this.broken();
    });
    this.expectMore();
  }

  pause(): void {
    this.disconnect();
    this.become("paused");
  }

  stop(): void {
    this.disconnect();
  }

  /** The browser has lost its way to everywhere: a stream that is silent would be believed for long. */
  lost(): void {
    if (this.state !== "paused") this.broken();
  }

  private ready(): void {
    this.waitMs = FIRST_WAIT_MS;
    this.become("live");
    for (const listener of this.readies) listener();
  }

  private take(type: LiveEvent["type"], message: { data?: string }): void {
    const data = JSON.parse(message.data ?? "{}") as { id?: number };
    if (data.id !== undefined) {
      if (this.seen.has(data.id)) return;
      this.remember(data.id);
    }
    for (const listener of this.events) listener({ type, ...data } as LiveEvent);
  }

  private remember(id: number): void {
    this.newest = Math.max(this.newest ?? 0, id);
    this.seen.add(id);
    if (this.seen.size <= REMEMBERED) return;
    const [oldest] = this.seen;
    if (oldest !== undefined) this.seen.delete(oldest);
  }

  private broken(): void {
    this.disconnect();
    this.become("reconnecting");
    this.retry = setTimeout(() => this.start(), this.waitMs);
    this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
  }

  private expectMore(): void {
    if (this.silence !== null) clearTimeout(this.silence);
    this.silence = setTimeout(() => this.broken(), SILENT_MS);
  }

  private disconnect(): void {
    for (const timer of [this.retry, this.silence]) if (timer !== null) clearTimeout(timer);
    this.retry = null;
    this.silence = null;
    this.source?.close();
    this.source = null;
  }

  private become(state: LiveLink): void {
    if (this.state === state) return;
    this.state = state;
    for (const listener of this.links) listener();
  }
}

function listen<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
