import { describe, expect, it } from "vitest";
import { OutageWatch } from "./outage-watch.ts";

describe("the watch for outages of the database", () => {
  let ms = 0;
  const watch = (...beats: number[]): OutageWatch => {
    const outage = new OutageWatch(() => ms);
    for (ms of beats) outage.beat();
    return outage;
  };

  it("believes no old heartbeat before our own got through, nor right after a start", () => {
    ms = 0;
    expect(new OutageWatch(() => ms).isRecovering).toBe(true);
    expect(watch(0, 5000, 10_000, 14_000).isRecovering).toBe(true);
    expect(watch(0, 5000, 10_000, 15_000).isRecovering).toBe(false);
  });

  it("believes none while our own does not get through, and for as long as a worker takes to die after that", () => {
    const outage = watch(0, 5000, 10_000, 15_000);
    ms = 26_000;
    expect(outage.isRecovering).toBe(true);
    for (ms of [27_000, 32_000, 37_000, 41_000]) {
      outage.beat();
      expect(outage.isRecovering).toBe(true);
    }
    ms = 42_000;
    outage.beat();
    expect(outage.isRecovering).toBe(false);
  });

  it("takes a beat that comes late for no outage, however often it does", () => {
    const outage = watch(...Array.from({ length: 20 }, (_, i) => i * 9000));
    expect(outage.isRecovering).toBe(false);
  });
});
