import type { ShelvedSpan } from "../sandbox/traces/trace-shelf.ts";

/** Spans as a tree: when each began after the first, how long it took, in which process, and what. */
export function traceTree(spans: readonly ShelvedSpan[]): string {
  const ids = new Set(spans.map(({ span_id }) => span_id));
  const beganMs = Math.min(...spans.map(({ start_ms }) => start_ms));
  const children = Map.groupBy(spans, ({ parent_span_id }) =>
    parent_span_id !== null && ids.has(parent_span_id) ? parent_span_id : "",
  );
  const lines: string[] = [];
  const draw = (span: ShelvedSpan, indent: string): void => {
    lines.push(lineOf(span, beganMs, indent));
    const below = (children.get(span.span_id) ?? []).toSorted(byStart);
    for (const child of below) draw(child, `${indent}  `);
  };
  for (const root of (children.get("") ?? []).toSorted(byStart)) draw(root, "");
  const [trace] = new Set(spans.map(({ trace_id }) => trace_id));
  return [`trace ${trace}`, "   begins      takes  process       what", ...lines].join("\n");
}

const byStart = (a: ShelvedSpan, b: ShelvedSpan): number => a.start_ms - b.start_ms;

function lineOf(span: ShelvedSpan, beganMs: number, indent: string): string {
  const at = `+${(span.start_ms - beganMs).toFixed(0)} ms`.padStart(9);
  const took = `${(span.end_ms - span.start_ms).toFixed(1)} ms`.padStart(11);
  const service = span.service.replace(/^talky-/, "").padEnd(12);
  const about = Object.entries(span.attributes)
    .filter(([name, value]) => value !== "" && !/_id$|^http\./.test(name))
    .map(([name, value]) => `${name.replace(/^talky\./, "")}=${value}`);
  const tail = [...about, ...(span.is_failed ? ["FAILED"] : [])].join(" ");
  return `${at}${took}  ${service}  ${indent}${span.name}${tail === "" ? "" : `  ${tail}`}`;
}
