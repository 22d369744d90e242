import type { AnalyticsAnswers } from "#lib/domain/api/analytics";
import { formatMs } from "@/components/format/numbers";
import { ANALYTICS_TEXTS as T } from "./texts.ts";

const STAGES = [
  ["stt_ms", T.stageStt],
  ["llm_ms", T.stageLlm],
  ["tts_ms", T.stageTts],
  ["total_ms", T.stageTotal],
] as const;

const shown = (ms: number | null): string => (ms === null ? "–" : formatMs(ms));

/** Of the whole period, stage by stage. */
export function StageTable({ total }: { total: AnalyticsAnswers["latency"]["total"] }) {
  return (
    <table className="w-full border-t border-line text-sm">
      <caption className="sr-only">{T.stages}</caption>
      <thead className="text-xs text-ink-3">
        <tr>
          <th scope="col" className="py-2 pl-4 text-left font-normal">
            {T.stage}
          </th>
          <th scope="col" className="py-2 text-right font-normal">
            {T.median}
          </th>
          <th scope="col" className="py-2 pr-4 text-right font-normal">
            {T.slowest}
          </th>
        </tr>
      </thead>
      <tbody>
        {STAGES.map(([key, label]) => (
          <tr key={key} className="border-t border-line">
            <th scope="row" className="py-1.5 pl-4 text-left font-normal text-ink-2">
              {label}
            </th>
            <td className="py-1.5 text-right font-medium">{shown(total[key].p50)}</td>
            <td className="py-1.5 pr-4 text-right">{shown(total[key].p95)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
