import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  RandomIdGenerator,
  type SpanExporter,
} from "@opentelemetry/sdk-trace-base";
import { readTraceparent, type SpanPlace, writeTraceparent } from "./traceparent.ts";

/** Something that is over. Attributes are ids, codes and figures: never a number, a name or a word that was said. */
export interface PastSpan {
  name: string;
  kind?: "internal" | "server" | "client" | "producer" | "consumer";
  /** The span it belongs under; null: it begins a trace. */
  parent: string | null;
  /** The place that was kept for it. */
  place?: string;
  /** Places in other traces that led to it. */
  links?: readonly (string | null)[];
  fromMs: number;
  toMs: number;
  attributes?: Attributes;
  isFailed?: boolean;
}

/**
 * Spans are told when they are over, by whoever sees them end, which need not be the process that saw them begin. Telling
 * one adds it to a list in memory; another moment's work sends the list, and what nobody takes is dropped.
 */
export interface Traces {
  /** Keeps a place for a span that others may stand under before it is over. */
  keepPlace(parent: string | null): string;
  tell(span: PastSpan): void;
  /** Sends what is left. */
  close(): Promise<void>;
}

const KINDS = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
} as const;

/** Gives the ids that were kept, where some were. */
class KeptIds extends RandomIdGenerator {
  kept: SpanPlace | null = null;
  private readonly random = { trace: this.generateTraceId, span: this.generateSpanId };

  constructor() {
    super();
    this.generateTraceId = () => this.kept?.traceId ?? this.random.trace();
    this.generateSpanId = () => this.kept?.spanId ?? this.random.span();
  }

  place(parent: SpanPlace | null): SpanPlace {
    return { traceId: parent?.traceId ?? this.random.trace(), spanId: this.random.span() };
  }
}

/** Traces by OpenTelemetry. null: no endpoint is given, and nothing is kept, told or sent. */
export function createTraces(options: { service: string; endpoint: string | undefined }): Traces | null {
  if (options.endpoint === undefined) return null;
  const url = `${options.endpoint.replace(/\/$/, "")}/v1/traces`;
  return tracesTo(new OTLPTraceExporter({ url }), options.service);
}

export function tracesTo(exporter: SpanExporter, service: string): Traces {
  const ids = new KeptIds();
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": `talky-${service}` }),
    idGenerator: ids,
    spanProcessors: [new BatchSpanProcessor(exporter, { scheduledDelayMillis: 1000 })],
  });
  const tracer = provider.getTracer("talky");
  return {
    keepPlace: (parent) => writeTraceparent(ids.place(readTraceparent(parent))),
    tell(past) {
      ids.kept = readTraceparent(past.place);
      const span = tracer.startSpan(
        past.name,
        {
          kind: KINDS[past.kind ?? "internal"],
          startTime: hrTime(past.fromMs),
          attributes: past.attributes ?? {},
          links: (past.links ?? []).flatMap(linkTo),
        },
        under(past.parent),
      );
      ids.kept = null;
      if (past.isFailed === true) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end(hrTime(Math.max(past.fromMs, past.toMs)));
    },
    close: () => provider.shutdown(),
  };
}

/** Seconds and nanoseconds: a plain number from before this process began would be taken for one of its own clock. */
const hrTime = (ms: number): [seconds: number, nanoseconds: number] => [
  Math.floor(ms / 1000),
  Math.round((ms % 1000) * 1e6),
];

const spanContext = ({ traceId, spanId }: SpanPlace) => ({
  traceId,
  spanId,
  traceFlags: TraceFlags.SAMPLED,
  isRemote: true,
});

function under(parent: string | null): Context {
  const place = readTraceparent(parent);
  return place === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, spanContext(place));
}

function linkTo(traceparent: string | null) {
  const place = readTraceparent(traceparent);
  return place === null ? [] : [{ context: spanContext(place) }];
}
