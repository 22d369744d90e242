import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LiveMessage } from "#lib/live/port";
import { LiveNews, type Saying } from "./live-news.ts";

describe("news for whoever looks on", () => {
  const published: LiveMessage[] = [];
  let saying: Saying | null = null;
  let news: LiveNews;
  beforeEach(() => {
    vi.useFakeTimers();
    published.length = 0;
    saying = { role: "callee", text: "Yes" };
    news = new LiveNews({
      live: { publish: (message) => Promise.resolve(void published.push(message)) },
      calls: () => [{ tenantId: "t", campaignId: "c", callId: "k", saying }],
      nowMs: () => Date.now(),
    });
  });
  afterEach(() => {
    news.stop();
    vi.useRealTimers();
  });

  it("tells nothing while nobody looks, or somebody of another tenant", () => {
    news.wrote("t");
    news.watched("other");
    vi.advanceTimersByTime(1000);
    expect(published).toEqual([]);
  });

  it("tells each sentence as it grows, and each writing, once", () => {
    news.watched("t");
    news.wrote("t");
    news.wrote("t");
    vi.advanceTimersByTime(1000);
    saying = { role: "callee", text: "Yes please" };
    vi.advanceTimersByTime(1000);
    const said = { type: "call.saying", tenantId: "t", campaignId: "c", callId: "k", role: "callee" };
    expect(published).toEqual([
      { type: "tenant.news", tenantId: "t" },
      { ...said, text: "Yes" },
      { ...said, text: "Yes please" },
    ]);
  });

  it("ceases when nobody says any more that they look", () => {
    news.watched("t");
    vi.advanceTimersByTime(60_000);
    published.length = 0;
    saying = { role: "agent", text: "Still there?" };
    news.wrote("t");
    vi.advanceTimersByTime(60_000);
    expect(published).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
