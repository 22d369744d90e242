import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveEvent } from "#lib/domain/api/live";
import { LiveStream, type LiveSource } from "./live-stream.ts";

class FakeSource implements LiveSource {
  readonly after: number | null;
  isClosed = false;
  private readonly listeners = new Map<string, ((message: { data?: string }) => void)[]>();

  constructor(after: number | null) {
    this.after = after;
  }

  addEventListener(type: string, listener: (message: { data?: string }) => void): void {
    this.listeners.set(type, [...(this.listeners.get(type) ?? []), listener]);
  }

  close(): void {
    this.isClosed = true;
  }

  say(type: string, data: object = {}): void {
    for (const listener of this.listeners.get(type) ?? []) listener({ data: JSON.stringify(data) });
  }
}

describe("LiveStream", () => {
  let sources: FakeSource[];
  let stream: LiveStream;
  let told: LiveEvent[];
  const last = (): FakeSource => {
    const source = sources.at(-1);
    if (!source) throw new Error("nothing was opened");
    return source;
  };
  beforeEach(() => {
    vi.useFakeTimers();
    sources = [];
    told = [];
    stream = new LiveStream((after) => {
      const source = new FakeSource(after);
      sources.push(source);
      return source;
    });
    stream.onEvent((event) => told.push(event));
    stream.start();
  });
  afterEach(() => {
    stream.stop();
    vi.useRealTimers();
  });

  it("is reconnecting as soon as the browser is offline, unless it stands still anyway", () => {
    last().say("live.ready");
    stream.lost();
    expect([stream.link(), last().isClosed]).toEqual(["reconnecting", true]);
    stream.pause();
    stream.lost();
    expect(stream.link()).toBe("paused");
  });

  it("goes on behind the newest event after a break, and tells what comes twice once", () => {
    last().say("live.ready");
    last().say("call.ended", { id: 7, call_id: "a" });
    last().say("call.ended", { id: 5, call_id: "b" });
    expect(stream.link()).toBe("live");
    last().say("error");
    expect(stream.link()).toBe("reconnecting");
    vi.advanceTimersByTime(500);
    expect(sources.map(({ after }) => after)).toEqual([null, 7]);
    last().say("live.ready");
    last().say("call.ended", { id: 5, call_id: "b" });
    last().say("call.ended", { id: 8, call_id: "c" });
    expect(told.map((event) => "call_id" in event && event.call_id)).toEqual(["a", "b", "c"]);
  });

  it("tells every event without an id, and says when it is connected anew", () => {
    let readies = 0;
    stream.onReady(() => readies++);
    last().say("live.ready");
    last().say("campaign.stats", { campaign_id: "k" });
    last().say("campaign.stats", { campaign_id: "k" });
    expect(told).toHaveLength(2);
    last().say("error");
    vi.advanceTimersByTime(500);
    last().say("live.reset");
    expect(readies).toBe(2);
  });

  it("waits longer after each failure, and short again once it was connected", () => {
    for (const waitMs of [500, 1000, 2000]) {
      const before = sources.length;
      last().say("error");
      vi.advanceTimersByTime(waitMs - 1);
      expect(sources).toHaveLength(before);
      vi.advanceTimersByTime(1);
      expect(sources).toHaveLength(before + 1);
    }
    last().say("live.ready");
    last().say("error");
    vi.advanceTimersByTime(500);
    expect(sources).toHaveLength(5);
  });

  it("takes a silent connection for a broken one", () => {
    last().say("live.ready");
    vi.advanceTimersByTime(49_000);
    last().say("live.ping");
    vi.advanceTimersByTime(49_000);
    expect(stream.link()).toBe("live");
    vi.advanceTimersByTime(2_000);
    expect(stream.link()).toBe("reconnecting");
    expect(sources[0]?.isClosed).toBe(true);
  });

  it("stands still while it is paused, and goes on behind what was seen", () => {
    last().say("live.ready");
    last().say("call.ended", { id: 3, call_id: "a" });
    const [paused] = sources;
    stream.pause();
    paused?.say("call.ended", { id: 4, call_id: "b" });
    vi.advanceTimersByTime(120_000);
    expect([stream.link(), sources.length, told.length]).toEqual(["paused", 1, 1]);
    stream.start();
    expect(last().after).toBe(3);
  });
});
