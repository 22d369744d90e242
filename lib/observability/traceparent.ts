/** Where in which trace something stands, as W3C trace context writes it: `00-<trace>-<span>-<flags>`. */
export interface SpanPlace {
  traceId: string;
  spanId: string;
}

const FORM = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;

/** null: it is none. */
export function readTraceparent(text: string | null | undefined): SpanPlace | null {
  const [, traceId, spanId] = FORM.exec(text ?? "") ?? [];
  return traceId === undefined || spanId === undefined ? null : { traceId, spanId };
}

export const writeTraceparent = ({ traceId, spanId }: SpanPlace): string => `00-${traceId}-${spanId}-01`;
