import { InMemorySpanExporter } from "@opentelemetry/sdk-trace-base";
import { expect, it } from "vitest";
import { readTraceparent } from "./traceparent.ts";
import { createTraces, tracesTo } from "./traces.ts";

/** Everything told so far, as it went out. */
async function sent(exporter: InMemorySpanExporter, close: () => Promise<void>) {
  let spans: ReturnType<InMemorySpanExporter["getFinishedSpans"]> = [];
  exporter.shutdown = async () => {
    spans = [...exporter.getFinishedSpans()];
  };
  await close();
  return spans;
}

it("costs nothing and keeps nothing where no endpoint is given", () => {
  expect(createTraces({ service: "test", endpoint: undefined })).toBeNull();
});

it("tells a span under a place that another process kept, with the ids it was kept under", async () => {
  const exporter = new InMemorySpanExporter();
  const web = tracesTo(new InMemorySpanExporter(), "web");
  const worker = tracesTo(exporter, "voice-worker");
  const click = web.keepPlace(null);
  const call = worker.keepPlace(click);
  worker.tell({ name: "gate", parent: call, fromMs: 1000, toMs: 1010 });
  worker.tell({ name: "call", place: call, parent: click, fromMs: 990, toMs: 5000 });
  const spans = await sent(exporter, () => worker.close());
  const [gate, whole] = spans;
  expect(spans.map(({ name }) => name)).toEqual(["gate", "call"]);
  expect(whole?.spanContext()).toMatchObject(readTraceparent(call) ?? {});
  expect(whole?.parentSpanContext).toMatchObject(readTraceparent(click) ?? {});
  expect(gate?.parentSpanContext?.spanId).toBe(whole?.spanContext().spanId);
  expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(1);
  expect(gate?.spanContext().spanId).not.toBe(whole?.spanContext().spanId);
  expect(whole?.duration).toEqual([4, 10_000_000]);
});

it("points from a trace of its own to the one that led to it", async () => {
  const exporter = new InMemorySpanExporter();
  const traces = tracesTo(exporter, "voice-worker");
  const start = traces.keepPlace(null);
  const call = traces.keepPlace(null);
  traces.tell({ name: "call", place: call, parent: null, links: [start, null], fromMs: 1, toMs: 2 });
  const [span] = await sent(exporter, () => traces.close());
  expect(span?.links.map(({ context }) => context.traceId)).toEqual([readTraceparent(start)?.traceId]);
  expect(span?.parentSpanContext).toBeUndefined();
});

it("begins a trace of its own where a place cannot be read", () => {
  const traces = tracesTo(new InMemorySpanExporter(), "web");
  const [one, two] = [traces.keepPlace("garbage"), traces.keepPlace(null)].map(readTraceparent);
  expect(one?.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(one?.traceId).not.toBe(two?.traceId);
});
