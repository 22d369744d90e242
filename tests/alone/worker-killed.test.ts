import { describe, expect, it } from "vitest";
import {
  all,
  type Call,
  campaignIs,
  createCampaign,
  importNumbers,
  type Job,
  register,
  until,
} from "../stack/api.ts";
import { pidOf } from "../stack/processes.ts";
import { numberOf, resetSandbox, sandboxCalls } from "../stack/sandbox.ts";

describe("the worker is killed in the middle of ten calls", () => {
  it("dials nobody twice, brings every call to its end, and completes the campaign", async () => {
    await resetSandbox();
    const { api } = await register();
    const numbers = ["00", "06", "10", "11", "32", "33", "03", "12", "02", "01"].map((nn) =>
      numberOf(nn, "646"),
    );
    numbers.push(...["00", "06", "10", "11", "32"].map((nn) => numberOf(nn, "718")));
    const { id } = await createCampaign(api, { max_concurrent_calls: 10 });
    await importNumbers(api, id, numbers);
    await api.ok("POST", `/campaigns/${id}/start`);
    await until(
      async () => (await sandboxCalls()).filter((c) => numbers.includes(c.to)).length,
      (placed) => placed >= 8,
      { limitMs: 60_000, what: "calls to be under way", everyMs: 100 },
    );
    const killed = await pidOf("worker");
    if (killed === null) throw new Error("no worker is running");
    process.kill(killed, "SIGKILL");
    await until(
      () => pidOf("worker"),
      (pid) => pid !== null && pid !== killed,
      { limitMs: 30_000, what: "a new worker" },
    );

    await campaignIs(api, id, "completed", 180_000)();
    const world = (await sandboxCalls()).filter((c) => numbers.includes(c.to));
    expect(world.map((c) => c.to).toSorted()).toEqual([...new Set(world.map((c) => c.to))].toSorted());
    expect(world.every((c) => c.ended_at !== null)).toBe(true);
    const calls = await all<Call>(api, `/calls?campaign_id=${id}`);
    expect(new Set(calls.map((c) => c.phone_number)).size).toBe(calls.length);
    for (const call of calls) {
      expect(["ended", "unknown"], call.phone_number).toContain(call.carrier_state);
      expect(call.telephony_result, call.phone_number).not.toBeNull();
    }
    const jobs = await all<Job>(api, `/campaigns/${id}/jobs`);
    expect(jobs.map((j) => j.status)).toEqual(numbers.map(() => "done"));
  }, 300_000);
});
