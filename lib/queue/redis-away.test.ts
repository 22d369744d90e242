import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { openQueueConnection, promptly, type QueueConnection } from "./connection.ts";
import { createProducer } from "./producer.ts";

/** A port on which nobody listens. */
async function deadPort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
  });
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("a Redis that is away", () => {
  let connection: QueueConnection | null = null;
  afterEach(() => {
    if (connection?.kind === "redis") connection.redis.disconnect();
  });

  it("keeps nobody waiting who asks for a job", async () => {
    connection = openQueueConnection({
      databaseUrl: "postgres://unused",
      redisUrl: `redis://127.0.0.1:${await deadPort()}`,
      name: "away",
    });
    const producer = createProducer(connection);
    await expect(producer.dial(randomUUID(), new Date())).rejects.toThrow(/Redis/);
  });

  it("is not asked at all once that is known", async () => {
    connection = openQueueConnection({
      databaseUrl: "postgres://unused",
      redisUrl: `redis://127.0.0.1:${await deadPort()}`,
      name: "away",
    });
    if (connection.kind !== "redis") throw new Error("no Redis");
    const { redis } = connection;
    await new Promise((resolve) => redis.once("close", resolve));
    let asked = 0;
    await expect(promptly(connection, async () => (asked += 1))).rejects.toThrow("Redis is away");
    expect(asked).toBe(0);
  });
});
