import { expect, it } from "vitest";
import { Metrics } from "./metrics.ts";
import { showsMetricsToken } from "./metrics-access.ts";

it("tells its figures as Prometheus reads them", async () => {
  const metrics = new Metrics("test");
  metrics.counter("talky_calls_total", "Calls", ["result"]).inc({ result: "busy" });
  metrics.seconds("talky_wait_seconds", "Waits", []).observe(0.2);
  let waiting: Record<string, number> = { inbox: 3, imports: 1 };
  metrics.gauges("talky_waiting", "What waits", "what", async () => waiting);
  expect(await metrics.text()).toContain('talky_calls_total{result="busy",service="test"} 1');
  waiting = { inbox: 2 };
  const text = await metrics.text();
  expect(text).toContain('talky_wait_seconds_bucket{le="0.25",service="test"} 1');
  expect(text).toContain('talky_waiting{what="inbox",service="test"} 2');
  expect(text).not.toContain("imports");
});

it("keeps two processes' figures apart", async () => {
  const one = new Metrics("one");
  one.counter("talky_calls_total", "Calls", []).inc();
  const two = new Metrics("two");
  two.counter("talky_calls_total", "Calls", []);
  expect(await two.text()).not.toContain('talky_calls_total{service="one"}');
});

it("opens to the token alone, and to nobody without one", () => {
  const token = "a-token-of-its-own";
  expect(showsMetricsToken(`Bearer ${token}`, token)).toBe(true);
  for (const given of [null, "", token, `Bearer ${token}x`, `bearer ${token}`])
    expect(showsMetricsToken(given, token)).toBe(false);
  expect(showsMetricsToken("Bearer undefined", undefined)).toBe(false);
});
