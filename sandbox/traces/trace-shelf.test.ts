import { expect, it } from "vitest";
import { TraceShelf } from "./trace-shelf.ts";

const span = (traceId: string, spanId: string, more: Record<string, unknown> = {}) => ({
  traceId,
  spanId,
  name: spanId,
  startTimeUnixNano: "1764000000000500000",
  endTimeUnixNano: "1764000000002000000",
  ...more,
});

const body = (...spans: unknown[]) => ({
  resourceSpans: [
    {
      resource: { attributes: [{ key: "service.name", value: { stringValue: "talky-web" } }] },
      scopeSpans: [{ spans }],
    },
  ],
});

it("finds a call's trace and the one that led to it", () => {
  const shelf = new TraceShelf();
  shelf.take(body(span("click", "start"), span("other", "unrelated")));
  shelf.take(
    body(
      span("own", "gate", { parentSpanId: "call" }),
      span("own", "call", {
        attributes: [{ key: "talky.call_id", value: { stringValue: "c1" } }],
        links: [{ traceId: "click" }],
        status: { code: 2 },
      }),
    ),
  );
  expect(shelf.ofCall("c1").map(({ name }) => name)).toEqual(["start", "gate", "call"]);
  expect(shelf.ofCall("c1")[2]).toMatchObject({
    service: "talky-web",
    parent_span_id: null,
    start_ms: 1764000000000.5,
    is_failed: true,
    attributes: { "talky.call_id": "c1" },
  });
  expect(shelf.ofCall("c2")).toEqual([]);
});

it("refuses what is no OTLP", () => {
  expect(() => new TraceShelf().take({ spans: [] })).toThrow("resourceSpans");
});
