import type { LivePublisher } from "#lib/live/port";

const EVERY_MS = 250;
/** Without being told again, nobody looks any more. */
const WATCHED_FOR_MS = 40_000;
/** A message has to fit a notification of the database's. */
const MOST_CHARACTERS = 1500;

/** What somebody is saying in a call at this moment. */
export interface Saying {
  role: "agent" | "callee";
  text: string;
}

export interface SayingCall {
  tenantId: string;
  campaignId: string;
  callId: string;
  saying: Saying | null;
}

interface LiveNewsDeps {
  live: LivePublisher;
  /** The calls that go on here. */
  calls(): Iterable<SayingCall>;
  nowMs(): number;
}

/** Tells whoever looks on what is being said, and that events are written. While nobody looks it costs nothing. */
export class LiveNews {
  private readonly deps: LiveNewsDeps;
  private readonly watchedUntil = new Map<string, number>();
  private readonly written = new Set<string>();
  /** By call: what was told last. */
  private readonly told = new Map<string, string>();
  private timer: NodeJS.Timeout | null = null;

  constructor(deps: LiveNewsDeps) {
    this.deps = deps;
  }

  watched(tenantId: string): void {
    this.watchedUntil.set(tenantId, this.deps.nowMs() + WATCHED_FOR_MS);
    if (this.timer !== null) return;
    this.timer = setInterval(() => this.tell(), EVERY_MS);
    this.timer.unref();
  }

  /** Events of this tenant's calls have been written. */
  wrote(tenantId: string): void {
    if (this.watchedUntil.has(tenantId)) this.written.add(tenantId);
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    this.told.clear();
    this.written.clear();
    this.watchedUntil.clear();
  }

  private tell(): void {
    const now = this.deps.nowMs();
    for (const [tenantId, until] of this.watchedUntil) if (until <= now) this.watchedUntil.delete(tenantId);
    if (this.watchedUntil.size === 0) return this.stop();
    for (const tenantId of this.written) void this.deps.live.publish({ type: "tenant.news", tenantId });
    this.written.clear();
    const open = new Set<string>();
    for (const { saying, ...call } of this.deps.calls()) {
      if (!this.watchedUntil.has(call.tenantId)) continue;
      open.add(call.callId);
      if (saying === null || saying.text === "") continue;
      const said = { role: saying.role, text: saying.text.slice(-MOST_CHARACTERS) };
      const key = `${said.role} ${said.text}`;
      if (this.told.get(call.callId) === key) continue;
      this.told.set(call.callId, key);
      void this.deps.live.publish({ type: "call.saying", ...call, ...said });
    }
    for (const callId of this.told.keys()) if (!open.has(callId)) this.told.delete(callId);
  }
}
