import type { ReactNode } from "react";
import type { Agent } from "#lib/domain/api/agent";
import { languageName } from "@/components/format/language";
import { formatCount, formatCounted, formatMinutes, formatShare } from "@/components/format/numbers";
import { RelativeTime } from "@/components/time/relative-time";
import { Card, CardHeader } from "@/components/ui/card";
import { Metric, MetricRow } from "@/components/ui/metric";
import { AGENT_FORM_TEXTS, AGENT_TEXTS as T } from "./texts.ts";

interface AgentOverviewProps {
  agent: Agent;
  voiceName: string | null;
  usualModel: string;
}

/** What came of its calls, and what it is made of. */
export function AgentOverview({ agent, voiceName, usualModel }: AgentOverviewProps) {
  const { usage } = agent;
  return (
    <div className="flex flex-col gap-4">
      <MetricRow label={T.usage}>
        <Metric
          label="Calls"
          value={formatCount(usage.calls)}
          note={
            usage.last_call_at === null ? (
              "none yet"
            ) : (
              <>
                last <RelativeTime iso={usage.last_call_at} />
              </>
            )
          }
        />
        <Metric
          label="Minutes"
          value={formatMinutes(usage.minutes)}
          note={`${formatCounted(usage.answered, "call")} answered`}
        />
        <Metric
          label="Goal rate"
          value={usage.goal_rate === null ? "–" : formatShare(usage.goal_rate)}
          note={
            usage.goal_rate === null
              ? "no call was answered"
              : `${formatCount(usage.goals_achieved)} of ${formatCount(usage.answered)} answered`
          }
        />
        <Metric label="Campaigns" value={formatCount(usage.campaigns)} note="that use it" />
      </MetricRow>
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
        <Card aria-label={T.instructions}>
          <CardHeader title={T.instructions} note={agent.description || undefined} />
          <div className="flex flex-col gap-3 px-4 py-4 text-sm">
            {agent.greeting ? <p className="font-medium text-ink">“{agent.greeting}”</p> : null}
            <p className="break-words whitespace-pre-wrap text-ink-2">
              {agent.system_prompt || T.noInstructions}
            </p>
          </div>
        </Card>
        <Card aria-label="Settings">
          <CardHeader title="Settings" />
          <dl className="divide-y divide-line px-4">
            <Line label={T.voice}>{voiceName ?? agent.voice_id ?? T.usualVoice}</Line>
            <Line label={AGENT_FORM_TEXTS.language}>{languageName(agent.language)}</Line>
            <Line label={T.model}>{agent.model ?? usualModel}</Line>
            <Line label={AGENT_FORM_TEXTS.temperature}>{agent.temperature ?? "–"}</Line>
            <Line label={AGENT_FORM_TEXTS.maxTokens}>{agent.max_tokens ?? "–"}</Line>
            <Line label="Version">{agent.version}</Line>
          </dl>
        </Card>
      </div>
    </div>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-h-9 items-center justify-between gap-4 py-1.5 text-sm">
      <dt className="shrink-0 text-ink-3">{label}</dt>
      <dd className="min-w-0 text-right break-words">{children}</dd>
    </div>
  );
}
