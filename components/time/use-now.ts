"use client";

import { useSyncExternalStore } from "react";

/** One ticking clock a period for the whole page, however many cells show it. */
class Ticker {
  private nowMs = Date.now();
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly everyMs: number;

  constructor(everyMs: number) {
    this.everyMs = everyMs;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    this.timer ??= setInterval(() => this.tick(), this.everyMs);
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size > 0) return;
      clearInterval(this.timer);
      this.timer = undefined;
    };
  };

  readonly read = (): number => this.nowMs;

  private tick(): void {
    this.nowMs = Date.now();
    for (const listener of this.listeners) listener();
  }
}

const seconds = new Ticker(1_000);
const halfMinutes = new Ticker(30_000);
const onServer = (): null => null;

/** The time in ms, ticking; null on the server and in the first render, which must agree with it. */
export function useNow(every: "second" | "half-minute"): number | null {
  const ticker = every === "second" ? seconds : halfMinutes;
  return useSyncExternalStore<number | null>(ticker.subscribe, ticker.read, onServer);
}
