import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import type { Campaign } from "#lib/domain/api/campaign";
import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import { CampaignCost } from "@/components/campaigns/campaign-cost";
import { CampaignProgress } from "@/components/campaigns/campaign-progress";
import { OutcomeBars } from "@/components/campaigns/outcome-bars";
import { ReasonsPanel } from "@/components/campaigns/reasons-panel";
import { StageLatency } from "@/components/campaigns/stage-latency";
import { scheduleText } from "@/components/campaigns/schedule-text";
import { CAMPAIGN_TEXTS } from "@/components/campaigns/texts";
import {
  formatCount,
  formatCounted,
  formatMinutes,
  formatMs,
  formatShare,
} from "@/components/format/numbers";
import { Card, CardHeader } from "@/components/ui/card";
import { LinkButton } from "@/components/ui/link-button";
import { Metric, MetricRow } from "@/components/ui/metric";
import { LiveDot } from "@/components/ui/status";

export function OverviewTab({ campaign, stats }: { campaign: Campaign; stats: CampaignStats }) {
  const done = (stats.job_status_counts.done ?? 0) + (stats.job_status_counts.cancelled ?? 0);
  const answered = stats.telephony_result_counts.answered ?? 0;
  const placed = Object.values(stats.telephony_result_counts).reduce((sum, n) => sum + (n ?? 0), 0);
  const ended =
    placed - answered + Object.values(stats.disposition_counts).reduce((sum, n) => sum + (n ?? 0), 0);
  return (
    <div className="flex flex-col gap-4">
      <MetricRow label="The campaign in numbers">
        <Metric
          label="Contacts done"
          value={`${formatCount(done)} / ${formatCount(stats.total_leads)}`}
          note={
            stats.calls_in_progress > 0 ? (
              <span className="inline-flex items-center gap-1.5 text-live">
                <LiveDot />
                {formatCount(stats.calls_in_progress)} in call
              </span>
            ) : (
              "nobody in call"
            )
          }
        />
        <Metric
          label="Answered"
          value={placed === 0 ? "–" : formatShare(answered / placed)}
          note={
            placed === 0
              ? "no call has ended"
              : `${formatCount(answered)} of ${formatCounted(placed, "call")}`
          }
        />
        <Metric
          label="Goals achieved"
          value={formatCount(stats.goals_achieved)}
          note={answered === 0 ? "" : `${formatShare(stats.goals_achieved / answered)} of answered`}
        />
        <Metric
          label="Reply time"
          value={stats.latency_ms.p50 === null ? "–" : formatMs(stats.latency_ms.p50)}
          note={
            stats.latency_ms.p95 === null
              ? `${formatMinutes(stats.minutes_used)} min used`
              : `slowest 5%: ${formatMs(stats.latency_ms.p95)}`
          }
        />
      </MetricRow>
      {stats.total_leads === 0 ? (
        <Card className="flex flex-wrap items-center justify-between gap-3 px-4 py-4">
          <p className="text-sm text-ink-2">
            {CAMPAIGN_TEXTS.noContactsTitle}: this campaign has nobody to call.
          </p>
          <LinkButton href={`/campaigns/${campaign.id}?tab=contacts`} look="primary">
            {CAMPAIGN_TEXTS.addContacts}
          </LinkButton>
        </Card>
      ) : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card aria-label={CAMPAIGN_TEXTS.progress}>
          <CardHeader title={CAMPAIGN_TEXTS.progress} note={formatCounted(stats.total_leads, "contact")} />
          <CampaignProgress stats={stats} />
        </Card>
        <Card aria-label={CAMPAIGN_TEXTS.outcomes}>
          <CardHeader title={CAMPAIGN_TEXTS.outcomes} note={formatCounted(ended, "call")} />
          <OutcomeBars stats={stats} />
        </Card>
      </div>
      <ReasonsPanel stats={stats} />
      <CampaignCost stats={stats} />
      <StageLatency stats={stats} />
      <Card aria-label="Settings">
        <CardHeader title="Settings" />
        <dl className="grid gap-x-8 px-4 py-2 sm:grid-cols-2">
          <Line label="Calling hours">{scheduleText(campaign.calling_config)}</Line>
          <Line label="Agent">
            {campaign.agent_id ? (
              <Link href={`/agents/${campaign.agent_id}`} className="text-accent hover:underline">
                {campaign.agent_name}
              </Link>
            ) : (
              agentText(campaign)
            )}
          </Line>
          <Line label="Calls at once">{formatCount(campaign.max_concurrent_calls)}</Line>
          <Line label="Attempts per contact">{campaign.max_attempts}</Line>
        </dl>
      </Card>
    </div>
  );
}

function agentText({ script_config: script }: Campaign): string {
  return script.company_name ? `${script.agent_name}, for ${script.company_name}` : script.agent_name;
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-4 py-1.5 text-sm">
      <dt className="shrink-0 text-ink-3">{label}</dt>
      <dd className="min-w-0 text-right break-words">{children}</dd>
    </div>
  );
}
