import { setTimeout as delay } from "node:timers/promises";
import type { Logger } from "#lib/observability/logger";

type Wait = (ms: number) => Promise<unknown>;

const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;
const GIVE_UP_MS = 120_000;

/** Database writes of one call, in order, off the audio path: each is tried again until it stands, for two minutes. */
export class WriteQueue {
  private readonly log: Logger;
  private readonly wait: Wait;
  private tail: Promise<void> = Promise.resolve();

  constructor(log: Logger, wait: Wait = delay) {
    this.log = log;
    this.wait = wait;
  }

  /** Resolves when it was written or given up; never rejects. */
  add(what: string, write: () => Promise<unknown>): Promise<void> {
    this.tail = this.tail.then(() => untilWritten(what, write, this.log, this.wait)).then(() => undefined);
    return this.tail;
  }
}

/** Tries until it succeeds. False: the database will never take it, or two minutes have passed. */
export async function untilWritten(
  what: string,
  write: () => Promise<unknown>,
  log: Logger,
  wait: Wait = delay,
): Promise<boolean> {
  const startedAt = performance.now();
  for (let retryMs = FIRST_RETRY_MS; ; retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)) {
    try {
      await write();
      return true;
    } catch (error) {
      const isHopeless = isRefusal(error) || performance.now() - startedAt > GIVE_UP_MS;
      log[isHopeless ? "error" : "warn"]({ err: error, what, isHopeless }, "a write of the call failed");
      if (isHopeless) return false;
      await wait(retryMs);
    }
  }
}

/** SQLSTATE classes 22, 23 and 42: the data or the statement is wrong, and will be the next time. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error && "code" in error && /^(?:22|23|42)/.test(String(error.code));
