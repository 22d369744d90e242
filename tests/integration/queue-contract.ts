import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createLiveFeed, type LiveFeed } from "#lib/live/live-feed";
import type { LiveMessage } from "#lib/live/port";
import { AppError } from "#lib/errors/app-error";
import { openQueueConnection, type QueueConnection } from "#lib/queue/connection";
import { createJobWorker, type JobReport, type JobWorker } from "#lib/queue/job-worker";
import { createProducer, type QueueProducer } from "#lib/queue/producer";
import { createOwnDatabase, type OwnDatabase } from "./own-database.ts";

/** What the queue and the live feed promise, whatever they live on. `redisUrl`: undefined for Postgres. */
export function queueContract(backend: "postgres" | "redis", redisUrl?: string): void {
  describe(`the queue on ${backend}`, () => {
    let database: OwnDatabase | null = null;
    let connection: QueueConnection;
    let producer: QueueProducer;
    let live: LiveFeed;
    const workers: JobWorker[] = [];

    beforeAll(async () => {
      if (backend === "postgres") database = await createOwnDatabase();
      connection = openQueueConnection({
        databaseUrl: database?.ownerUrl ?? "postgres://unused",
        redisUrl: backend === "redis" ? redisUrl : undefined,
        prefix: `test-${randomUUID()}`,
        name: "queue test",
      });
      producer = createProducer(connection);
      live = createLiveFeed(connection);
      await producer.ready();
    });
    afterAll(async () => {
      await live.close();
      await Promise.all(workers.map((worker) => worker.close()));
      await producer.close();
      await connection.close();
      await database?.drop();
    });

    it("gives a claim to one worker once, however often it is asked for", async () => {
      const jobId = randomUUID();
      const last = randomUUID();
      const leaseUntil = new Date("2026-11-20T12:00:00Z");
      await producer.dial(jobId, leaseUntil);
      await producer.dial(jobId, leaseUntil);
      await producer.dial(last, leaseUntil);
      const seen: { jobId: string; leaseUntil: string }[] = [];
      const finished = Promise.withResolvers<void>();
      const worker = createJobWorker(connection, {
        name: "dial",
        concurrency: 1,
        process: async (data) => void seen.push(data),
        onReport: (report) => {
          if (report.id.includes(last)) finished.resolve();
        },
        onTrouble: () => undefined,
      });
      workers.push(worker);
      await finished.promise;
      expect(seen.map((s) => s.jobId)).toEqual([jobId, last]);
      expect(seen[0]?.leaseUntil).toBe(leaseUntil.toISOString());
    });

    it("can be woken again after the pump has run", async () => {
      let runs = 0;
      let ran = Promise.withResolvers<void>();
      const worker = createJobWorker(connection, {
        name: "pump",
        concurrency: 1,
        process: async () => {
          runs += 1;
        },
        onReport: () => ran.resolve(),
        onTrouble: () => undefined,
      });
      workers.push(worker);
      await producer.wakePump();
      await ran.promise;
      await expect
        .poll(async () => {
          ran = Promise.withResolvers<void>();
          await producer.wakePump();
          return runs;
        })
        .toBeGreaterThan(1);
    });

    it("tries again what may succeed, and gives up at once what cannot", async () => {
      const flaky = randomUUID();
      const refused = randomUUID();
      const reports: JobReport[] = [];
      const done = Promise.withResolvers<void>();
      const worker = createJobWorker(connection, {
        name: "import",
        concurrency: 2,
        process: async ({ importId }) => {
          if (importId === refused) throw new AppError("invalid", { publicMessage: "no" });
          if (reports.filter((r) => r.id.includes(flaky)).length === 0) throw new Error("for now");
        },
        onReport: (report) => {
          reports.push(report);
          if (report.id.includes(flaky) && report.error === null) done.resolve();
        },
        onTrouble: () => undefined,
      });
      workers.push(worker);
      await producer.runImport(refused);
      await producer.runImport(flaky);
      await done.promise;
      expect(reports.filter((r) => r.id.includes(refused)).map((r) => r.error?.name)).toEqual([
        "UnrecoverableError",
      ]);
      expect(reports.filter((r) => r.id.includes(flaky)).map((r) => r.error === null)).toEqual([false, true]);
    });

    it("carries live messages to every listener, also in another process", async () => {
      const other = createLiveFeed(connection);
      const got: LiveMessage[] = [];
      const both = Promise.withResolvers<void>();
      const note = (message: LiveMessage): void => {
        got.push(message);
        if (got.length === 2) both.resolve();
      };
      const stop = await live.subscribe(note);
      await other.subscribe(note);
      const callId = randomUUID();
      await live.publish({ type: "call.inbox", callId });
      await both.promise;
      expect(got).toEqual([
        { type: "call.inbox", callId },
        { type: "call.inbox", callId },
      ]);
      await stop();
      await other.close();
    });

    it("does not throw when a message cannot be sent", async () => {
      const closed = createLiveFeed(connection);
      await closed.close();
      await expect(closed.publish({ type: "campaign.changed", campaignId: "x" })).resolves.toBeUndefined();
    });
  });
}
