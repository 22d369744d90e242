import { describe, expect, it } from "vitest";
import { createLogger } from "#lib/observability/logger";
import { healthAnswers, JobCounter, type HealthSources } from "./health.ts";
import { startLoop } from "./loop.ts";
import { runShutdown } from "./shutdown.ts";

const log = createLogger({ service: "test", level: "silent" });

const step = (name: string, run: () => Promise<unknown> | void, limitMs = 1000) => ({ name, limitMs, run });
const sources = (more: Partial<HealthSources> = {}): HealthSources => ({
  workerId: "w",
  isStopping: () => false,
  openCalls: () => 2,
  staleMs: () => 100,
  checks: { database: () => Promise.resolve(1) },
  providers: () => ({ vonage: null, groq: "refused_credentials" }),
  ...more,
});
const ask = async (path: string, more: Partial<HealthSources> = {}) =>
  healthAnswers(sources(more), new JobCounter())(path);

describe("a loop", () => {
  it("never runs twice at once, runs again when it was poked meanwhile, and survives a failure", async () => {
    let running = 0;
    let runs = 0;
    const third = Promise.withResolvers<void>();
    const loop = startLoop({
      name: "test",
      everyMs: 60_000,
      log,
      step: async () => {
        running += 1;
        runs += 1;
        expect(running).toBe(1);
        if (runs < 3) loop.poke();
        await Promise.resolve();
        running -= 1;
        if (runs === 1) throw new Error("the first one fails");
        if (runs === 3) third.resolve();
      },
    });
    await third.promise;
    await loop.stop();
    loop.poke();
    expect(runs).toBe(3);
    expect(loop.lastGoodAtMs).not.toBeNull();
  });
});

describe("the shutdown", () => {
  it("goes on past a step that fails and one that hangs, in order", async () => {
    const ran: string[] = [];
    await runShutdown(
      [
        step("first", () => void ran.push("first")),
        step("broken", () => Promise.reject(new Error("no"))),
        step("hanging", () => new Promise(() => undefined), 1),
        step("last", () => void ran.push("last")),
      ],
      log,
    );
    expect(ran).toEqual(["first", "last"]);
  });
});

describe("health", () => {
  it("is ready when everything can be reached, and shows what the providers said", async () => {
    expect(await ask("/ready")).toMatchObject({
      status: 200,
      body: { status: "ready", checks: { database: "ok" }, providers: { groq: "refused_credentials" } },
    });
  });

  it("is not ready when a part is down, the loops stand still or it is stopping", async () => {
    expect(
      await ask("/ready", { checks: { database: () => Promise.reject(new Error("down")) } }),
    ).toMatchObject({
      status: 503,
      body: { checks: { database: "down" } },
    });
    expect(await ask("/ready", { staleMs: () => 31_000 })).toMatchObject({ status: 503 });
    expect(await ask("/ready", { isStopping: () => true })).toMatchObject({
      status: 503,
      body: { status: "stopping" },
    });
  });

  it("says that it stands still, counts its jobs, and knows no other path", async () => {
    expect(await ask("/health")).toMatchObject({ status: 200, body: { status: "ok", open_calls: 2 } });
    expect(await ask("/health", { staleMs: () => 31_000 })).toMatchObject({ status: 503 });
    expect(await ask("/else")).toBeNull();
    const counter = new JobCounter();
    const report = { name: "dial" as const, id: "1", waitMs: 5, runMs: 7, error: null };
    counter.note(report);
    counter.note({ ...report, error: new Error("x") });
    expect(counter.numbers["dial"]).toEqual({ done: 1, failed: 1, lastWaitMs: 5, lastRunMs: 7 });
  });
});
