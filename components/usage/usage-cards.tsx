import { Gauge } from "lucide-react";
import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import type { Usage } from "#lib/domain/api/usage";
import { formatCount, formatMicros, formatMinutes } from "@/components/format/numbers";
import { Card, CardHeader } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Fact } from "@/components/ui/fact";
import { Metric, MetricRow } from "@/components/ui/metric";
import { ProgressBar } from "@/components/ui/progress-bar";
import { Cell, HeadCell, Row, Table } from "@/components/ui/table";
import { quantityText } from "./quantity-text.ts";
import { SERVICE_TEXT, USAGE_TEXTS as T } from "./texts.ts";

/** What the plan grants and what is left of it. */
export function MinutesCard({ usage, action }: { usage: Usage; action: ReactNode }) {
  const { granted, used, reserved, left } = usage.minutes;
  const { name, max_concurrent_calls: atOnce, price_micros: price } = usage.plan;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-sm text-ink-2">
          <span className="font-semibold text-ink">{name}</span> · {formatMicros(price)} ·{" "}
          {formatCount(atOnce)} {T.atOnce}. {T.planNote}
        </p>
        {action}
      </div>
      <MetricRow label={T.minutes}>
        <Metric label={T.granted} value={formatMinutes(granted)} note={name} />
        <Metric label={T.used} value={formatMinutes(used)} note={T.usedNote} />
        <Metric label={T.reserved} value={formatMinutes(reserved)} note={T.reservedNote} />
        <Metric label={T.left} value={formatMinutes(Math.max(0, left))} note={T.minutes} />
      </MetricRow>
      {granted === 0 ? null : <ProgressBar label={T.used} value={(used + reserved) / granted} />}
    </div>
  );
}

export function CostCard({ cost }: { cost: Usage["cost"] }) {
  return (
    <Card aria-label={T.cost}>
      <CardHeader title={T.cost} note={T.costNote} />
      <dl className="grid gap-x-8 px-4 py-2 sm:grid-cols-2">
        <Fact label={T.total}>{formatMicros(cost.total_micros)}</Fact>
        <Fact label={T.calls}>{formatCount(cost.calls)}</Fact>
        <Fact label={T.telephony}>{formatMicros(cost.telephony_micros)}</Fact>
        <Fact label={T.stt}>{formatMicros(cost.stt_micros)}</Fact>
        <Fact label={T.llm}>{formatMicros(cost.llm_micros)}</Fact>
        <Fact label={T.tts}>{formatMicros(cost.tts_micros)}</Fact>
      </dl>
    </Card>
  );
}

export function ProvidersCard({ providers }: { providers: Usage["providers"] }) {
  return (
    <Card aria-label={T.providers}>
      <CardHeader title={T.providers} note={T.providersNote} />
      {providers.length === 0 ? (
        <EmptyState icon={Gauge} title={T.nothing} text={T.nothingText} />
      ) : (
        <Table label={T.providers}>
          <thead>
            <tr>
              <HeadCell>{T.provider}</HeadCell>
              <HeadCell>{T.service}</HeadCell>
              <HeadCell className="text-right">{T.quantity}</HeadCell>
              <HeadCell className="text-right">{T.costs}</HeadCell>
            </tr>
          </thead>
          <tbody>
            {providers.map((taken) => (
              <Row key={`${taken.service} ${taken.provider} ${taken.model}`}>
                <Cell className="max-w-64 py-2">
                  <span className="block truncate font-medium capitalize">{taken.provider}</span>
                  <span className="block truncate text-xs text-ink-3">{taken.model}</span>
                </Cell>
                <Cell className="text-ink-2">{SERVICE_TEXT[taken.service]}</Cell>
                <Cell className="text-right whitespace-nowrap tabular-nums">{quantityText(taken)}</Cell>
                <Cell className="text-right tabular-nums">{formatMicros(taken.cost_micros)}</Cell>
              </Row>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

export function BudgetsCard({ budgets }: { budgets: Usage["budgets"] }) {
  if (budgets.length === 0) return null;
  return (
    <Card aria-label={T.budgets}>
      <CardHeader title={T.budgets} note={T.budgetsNote} />
      <Table label={T.budgets}>
        <thead>
          <tr>
            <HeadCell>{T.campaign}</HeadCell>
            <HeadCell className="text-right">{T.budget}</HeadCell>
            <HeadCell className="text-right">{T.spent}</HeadCell>
            <HeadCell className="text-right max-sm:hidden">{T.reserved}</HeadCell>
            <HeadCell className="text-right">{T.left}</HeadCell>
          </tr>
        </thead>
        <tbody>
          {budgets.map(({ campaign, ...budget }) => (
            <Row key={campaign.id}>
              <Cell className="max-w-48">
                <Link
                  href={`/campaigns/${campaign.id}`}
                  className="block truncate font-medium after:absolute after:inset-0"
                >
                  {campaign.name}
                </Link>
              </Cell>
              <Cell className="text-right tabular-nums">{formatMicros(budget.budget_micros)}</Cell>
              <Cell className="text-right tabular-nums">{formatMicros(budget.spent_micros)}</Cell>
              <Cell className="text-right tabular-nums max-sm:hidden">
                {formatMicros(budget.reserved_micros)}
              </Cell>
              <Cell className="text-right tabular-nums">{formatMicros(Math.max(0, budget.left_micros))}</Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
