import type { Turn } from "#lib/domain/api/turn";
import { formatMs } from "@/components/format/numbers";
import { cn } from "@/components/ui/class-names";
import { Tooltip } from "@/components/ui/tooltip";
import {
  LATENCY_TARGETS_MS,
  type LatencyView,
  latencyView,
  STAGE_TEXT,
  type StageName,
} from "./latency-targets.ts";
import { CALL_TEXTS } from "./texts.ts";

const STAGE_FILL: Record<StageName, string> = {
  stt: "bg-control",
  llm: "bg-accent",
  tts: "bg-accent/55",
};
const STAGES: StageName[] = ["stt", "llm", "tts"];

function stagesText({ stages }: LatencyView): string {
  return stages
    .map((s) => `${STAGE_TEXT[s.name]} ${formatMs(s.ms)}${s.isLate ? " (over its target)" : ""}`)
    .join(" · ");
}

/** A bar for each timed reply; the line marks the target for the whole, 1000 ms. */
export function TurnLatencyChart({ turns }: { turns: Turn[] }) {
  const timed = turns.flatMap((turn) => {
    const view = latencyView(turn.latency);
    return view ? [{ turn, view }] : [];
  });
  if (timed.length === 0) return <p className="px-4 py-6 text-sm text-ink-3">{CALL_TEXTS.latencyEmpty}</p>;
  const longestMs = Math.max(
    LATENCY_TARGETS_MS.total,
    ...timed.map(({ view }) =>
      Math.max(
        view.totalMs ?? 0,
        view.stages.reduce((sum, s) => sum + s.ms, 0),
      ),
    ),
  );
  const scaleMs = longestMs * 1.06;
  const percent = (ms: number): string => `${(ms / scaleMs) * 100}%`;

  return (
    <div className="px-4 py-3">
      <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-3">
        {STAGES.map((name) => (
          <li key={name} className="flex items-center gap-1.5">
            <span aria-hidden className={cn("size-2 rounded-[2px]", STAGE_FILL[name])} />
            {STAGE_TEXT[name]} · target {LATENCY_TARGETS_MS[name]} ms
          </li>
        ))}
      </ul>
      <ol className="flex flex-col gap-2">
        {timed.map(({ turn, view }) => (
          <li key={turn.id} className="grid grid-cols-[1.75rem_1fr_4.25rem] items-center gap-2 text-xs">
            <span className="text-ink-3" aria-hidden>
              #{turn.index + 1}
            </span>
            <Tooltip text={stagesText(view)}>
              <button
                type="button"
                className="relative block h-4 w-full cursor-default rounded-sm"
                aria-label={`Turn ${turn.index + 1}: ${stagesText(view)}`}
              >
                <span aria-hidden className="absolute inset-y-0 left-0 flex w-full gap-px">
                  {view.stages.map((stage) => (
                    <span
                      key={stage.name}
                      className={cn("h-full first:rounded-l-sm last:rounded-r-sm", STAGE_FILL[stage.name])}
                      style={{ width: percent(stage.ms) }}
                    />
                  ))}
                </span>
                <span
                  aria-hidden
                  className="absolute -inset-y-1 border-l border-dashed border-control"
                  style={{ left: percent(LATENCY_TARGETS_MS.total) }}
                />
              </button>
            </Tooltip>
            <span className={cn("text-right font-medium", view.isLate ? "text-bad" : "text-ink")}>
              {view.totalMs === null ? "–" : formatMs(view.totalMs)}
              {view.isLate ? <span className="sr-only"> over the target</span> : null}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
