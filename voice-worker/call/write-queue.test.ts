import { describe, expect, it } from "vitest";
import { silentLog } from "./call-rig.fixture.ts";
import { WriteQueue } from "./write-queue.ts";

const refused = (): Error => Object.assign(new Error("duplicate key"), { code: "23505" });

describe("WriteQueue", () => {
  it("writes in order, trying again what failed before it goes on", async () => {
    const waited: number[] = [];
    const queue = new WriteQueue(silentLog, (ms) => Promise.resolve(waited.push(ms)));
    const written: string[] = [];
    let failures = 3;
    void queue.add("a", () => {
      if (failures-- > 0) return Promise.reject(new Error("connection lost"));
      return Promise.resolve(written.push("a"));
    });
    await queue.add("b", () => Promise.resolve(written.push("b")));
    expect(written).toEqual(["a", "b"]);
    expect(waited).toEqual([100, 200, 400]);
  });

  it("gives up at once what the database will never take, and goes on with the rest", async () => {
    const queue = new WriteQueue(silentLog, () => Promise.reject(new Error("must not wait")));
    let isWritten = false;
    void queue.add("a", () => Promise.reject(refused()));
    await queue.add("b", () => {
      isWritten = true;
      return Promise.resolve();
    });
    expect(isWritten).toBe(true);
  });
});
