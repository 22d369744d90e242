import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import { LATENCY_TARGETS_MS, STAGE_TEXT } from "@/components/calls/latency-targets";
import { formatCounted, formatMs } from "@/components/format/numbers";
import { Card, CardHeader } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { CAMPAIGN_TEXTS as T } from "./texts.ts";

const STAGES = ["stt", "llm", "tts", "total"] as const;

/** Reply times by stage against their targets; a dash where nothing was timed. */
export function StageLatency({ stats }: { stats: CampaignStats }) {
  const { replies, ...stages } = stats.latency_stages_ms;
  return (
    <Card aria-label={T.latency}>
      <CardHeader
        title={T.latency}
        note={
          replies === 0 ? T.latencyEmpty : `${formatCounted(replies, "reply", "replies")}. ${T.latencyNote}`
        }
      />
      <Table label={T.latency}>
        <thead>
          <tr>
            <HeadCell>Stage</HeadCell>
            <HeadCell className="text-right">Median</HeadCell>
            <HeadCell className="text-right">Slowest 5% from</HeadCell>
            <HeadCell className="text-right">Target</HeadCell>
          </tr>
        </thead>
        <tbody>
          {STAGES.map((stage) => (
            <Row key={stage}>
              <Cell className={stage === "total" ? "font-medium" : undefined}>
                {stage === "total" ? T.latencyTotal : STAGE_TEXT[stage]}
              </Cell>
              <Time ms={stages[stage].p50} targetMs={LATENCY_TARGETS_MS[stage]} />
              <Time ms={stages[stage].p95} targetMs={LATENCY_TARGETS_MS[stage]} />
              <Cell className="text-right text-ink-3">{`< ${LATENCY_TARGETS_MS[stage]} ms`}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}

function Time({ ms, targetMs }: { ms: number | null; targetMs: number }) {
  if (ms === null) return <Cell className="text-right text-ink-3">–</Cell>;
  const isLate = ms >= targetMs;
  return (
    <Cell className={cn("text-right tabular-nums", isLate && "font-medium text-bad")}>
      {formatMs(ms)}
      {isLate ? <span className="sr-only"> over the target</span> : null}
    </Cell>
  );
}
