import { z } from "zod";

const attribute = z.object({
  key: z.string(),
  value: z.object({
    stringValue: z.string().optional(),
    boolValue: z.boolean().optional(),
    intValue: z.union([z.number(), z.string()]).optional(),
    doubleValue: z.number().optional(),
  }),
});

const otlpSpan = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  startTimeUnixNano: z.string(),
  endTimeUnixNano: z.string(),
  attributes: z.array(attribute).default([]),
  links: z.array(z.object({ traceId: z.string() })).default([]),
  status: z.object({ code: z.number().optional() }).optional(),
});

const otlpBody = z.object({
  resourceSpans: z.array(
    z.object({
      resource: z.object({ attributes: z.array(attribute).default([]) }).optional(),
      scopeSpans: z.array(z.object({ spans: z.array(otlpSpan).default([]) })),
    }),
  ),
});

export interface ShelvedSpan {
  service: string;
  trace_id: string;
  span_id: string;
  parent_span_id: string | null;
  name: string;
  start_ms: number;
  end_ms: number;
  attributes: Record<string, string | number | boolean>;
  linked_traces: string[];
  is_failed: boolean;
}

const MOST_SPANS = 20_000;
const CALL_ID = "talky.call_id";

/** Keeps the newest spans that came by OTLP in JSON. */
export class TraceShelf {
  private spans: ShelvedSpan[] = [];

  /** Throws when the body is no OTLP. */
  take(body: unknown): void {
    for (const { resource, scopeSpans } of otlpBody.parse(body).resourceSpans) {
      const service = String(plain(resource?.attributes ?? [])["service.name"] ?? "");
      for (const { spans } of scopeSpans) this.spans.push(...spans.map((span) => shelved(service, span)));
    }
    if (this.spans.length > MOST_SPANS) this.spans = this.spans.slice(-MOST_SPANS);
  }

  get all(): readonly ShelvedSpan[] {
    return this.spans;
  }

  /** The trace that this call is in, and those that led to it. */
  ofCall(callId: string): ShelvedSpan[] {
    const call = this.spans.find(({ attributes }) => attributes[CALL_ID] === callId);
    if (call === undefined) return [];
    const traces = new Set([call.trace_id, ...call.linked_traces]);
    return this.spans.filter(({ trace_id }) => traces.has(trace_id));
  }

  clear(): void {
    this.spans = [];
  }
}

function shelved(service: string, span: z.infer<typeof otlpSpan>): ShelvedSpan {
  return {
    service,
    trace_id: span.traceId,
    span_id: span.spanId,
    parent_span_id: span.parentSpanId || null,
    name: span.name,
    start_ms: Number(BigInt(span.startTimeUnixNano) / 1000n) / 1000,
    end_ms: Number(BigInt(span.endTimeUnixNano) / 1000n) / 1000,
    attributes: plain(span.attributes),
    linked_traces: span.links.map((link) => link.traceId),
    is_failed: span.status?.code === 2,
  };
}

function plain(attributes: readonly z.infer<typeof attribute>[]): Record<string, string | number | boolean> {
  return Object.fromEntries(
    attributes.map(({ key, value }) => [
      key,
      value.stringValue ?? value.boolValue ?? value.doubleValue ?? Number(value.intValue),
    ]),
  );
}
