import { CircleCheck, CircleX, Server } from "lucide-react";
import type { ReactNode } from "react";
import type { AdminHealth } from "#lib/domain/api/admin";
import { formatCount, formatMs } from "@/components/format/numbers";
import { RelativeTime } from "@/components/time/relative-time";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Fact } from "@/components/ui/fact";
import { Metric, MetricRow } from "@/components/ui/metric";
import { Status } from "@/components/ui/status";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { ADMIN_TEXTS as T, STAGE_TEXT } from "./texts.ts";

export function PlatformFigures({ health }: { health: AdminHealth }) {
  return (
    <MetricRow label={T.health}>
      <Metric
        label={T.inProgress}
        value={formatCount(health.calls_in_progress)}
        note={`/ ${formatCount(health.max_concurrent_calls)}`}
      />
      <Metric label={T.running} value={formatCount(health.campaigns_running)} />
      <Metric label={T.eventsWaiting} value={formatCount(health.carrier_events_waiting)} />
      <Metric
        label={T.webhooksWaiting}
        value={formatCount(health.webhooks_waiting)}
        note={`${T.importsOpen}: ${formatCount(health.imports_open)}`}
      />
    </MetricRow>
  );
}

export function SwitchCard({ isStopped, action }: { isStopped: boolean; action: ReactNode }) {
  return (
    <Card aria-label={T.switchTitle}>
      <CardHeader
        title={
          <span className="flex items-center gap-2">
            {T.switchTitle}
            <Status tone={isStopped ? "bad" : "good"} icon={isStopped ? CircleX : CircleCheck}>
              {isStopped ? T.stopped : T.dialing}
            </Status>
          </span>
        }
        note={T.switchNote}
        actions={action}
      />
    </Card>
  );
}

export function PartsCard({ parts }: { parts: AdminHealth["parts"] }) {
  return (
    <Card aria-label={T.parts}>
      <CardHeader title={T.parts} note={T.partsNote} />
      <dl className="grid gap-x-8 px-4 py-2 sm:grid-cols-3">
        {Object.entries(parts).map(([name, { status, latency_ms: latency }]) => (
          <Fact key={name} label={name}>
            <span className="flex items-center gap-2">
              {latency === undefined ? null : (
                <span className="text-ink-2 tabular-nums">{formatMs(latency)}</span>
              )}
              <Status tone={status === "ok" ? "good" : "bad"} icon={status === "ok" ? CircleCheck : CircleX}>
                {status === "ok" ? T.up : T.down}
              </Status>
            </span>
          </Fact>
        ))}
      </dl>
    </Card>
  );
}

const STAGES = ["stt", "llm", "tts", "total"] as const;

export function AnswersCard({ answers }: { answers: AdminHealth["answers"] }) {
  return (
    <Card aria-label={T.answers}>
      <CardHeader
        title={T.answers}
        note={answers.answers === 0 ? T.noAnswers : `${T.answersNote} n = ${formatCount(answers.answers)}`}
      />
      {answers.answers === 0 ? null : (
        <dl className="grid gap-x-8 px-4 py-2 sm:grid-cols-2">
          {STAGES.map((stage) => {
            const found = answers[stage];
            return (
              <Fact key={stage} label={STAGE_TEXT[stage]}>
                {found === null ? null : `${formatMs(found.p50)} · ${formatMs(found.p95)}`}
              </Fact>
            );
          })}
        </dl>
      )}
    </Card>
  );
}

export function WorkersCard({ workers }: { workers: AdminHealth["workers"] }) {
  return (
    <Card aria-label={T.workers}>
      <CardHeader title={T.workers} />
      {workers.length === 0 ? (
        <EmptyState icon={Server} title={T.noWorkers} text={T.noWorkersText} />
      ) : (
        <Table label={T.workers}>
          <thead>
            <tr>
              <HeadCell>{T.worker}</HeadCell>
              <HeadCell className="text-right">{T.callsNow}</HeadCell>
              <HeadCell>{T.heartbeat}</HeadCell>
              <HeadCell className="max-sm:hidden">{T.since}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {workers.map((worker) => (
              <Row key={worker.id}>
                <Cell className="max-w-40 truncate font-mono text-xs">{worker.id}</Cell>
                <Cell className="text-right tabular-nums">{formatCount(worker.active_calls)}</Cell>
                <Cell className="text-ink-2">
                  <RelativeTime iso={worker.heartbeat_at} />
                </Cell>
                <Cell className="text-ink-2 max-sm:hidden">
                  <RelativeTime iso={worker.started_at} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}
