import { Frown, LoaderCircle, Meh, RotateCcw, Smile } from "lucide-react";
import type { CallAnalysis } from "#lib/domain/api/analysis";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { Status } from "@/components/ui/status";
import { CALL_TEXTS as T } from "./texts.ts";

const SENTIMENT = {
  positive: { tone: "good", icon: Smile, text: "Positive" },
  neutral: { tone: "neutral", icon: Meh, text: "Neutral" },
  negative: { tone: "bad", icon: Frown, text: "Negative" },
} as const;

interface CallAnalysisCardProps {
  analysis: CallAnalysis;
  /** As the call itself decided. */
  isGoalAchieved: boolean;
  isAsking: boolean;
  onAgain: () => void;
}

/** What a language model made of the transcript: under way, failed, or told. */
export function CallAnalysisCard({ analysis, isGoalAchieved, isAsking, onAgain }: CallAnalysisCardProps) {
  const { status, sentiment } = analysis;
  const feeling = sentiment ? SENTIMENT[sentiment] : null;
  return (
    <Card aria-label={T.analysis}>
      <CardHeader
        title={T.analysis}
        actions={
          feeling && status === "done" ? (
            <Status tone={feeling.tone} icon={feeling.icon}>
              {feeling.text}
            </Status>
          ) : null
        }
      />
      <div className="flex flex-col gap-4 px-4 py-4 text-sm">
        {status === "pending" ? (
          <p role="status" className="flex items-start gap-2 text-ink-2">
            <LoaderCircle aria-hidden className="mt-0.5 size-4 shrink-0 animate-spin" />
            {T.analysisPending}
          </p>
        ) : null}
        {status === "failed" ? (
          <Notice tone="warn">
            {T.analysisFailed} {analysis.failure}
          </Notice>
        ) : null}
        {status === "done" ? <Findings analysis={analysis} isGoalAchieved={isGoalAchieved} /> : null}
        {status === "pending" ? null : (
          <Button size="sm" className="self-start" disabled={isAsking} onClick={onAgain}>
            <RotateCcw aria-hidden />
            {T.analyseAgain}
          </Button>
        )}
      </div>
    </Card>
  );
}

function Findings({ analysis, isGoalAchieved }: { analysis: CallAnalysis; isGoalAchieved: boolean }) {
  return (
    <>
      <p className="text-ink">{analysis.summary}</p>
      {analysis.outcome_reason ? <p className="text-ink-2">{analysis.outcome_reason}</p> : null}
      {analysis.goal_reached !== null && analysis.goal_reached !== isGoalAchieved ? (
        <Notice tone="warn">{T.disagrees}</Notice>
      ) : null}
      {analysis.key_points.length > 0 ? (
        <section>
          <h3 className="mb-1 text-xs font-medium text-ink-3">{T.keyPoints}</h3>
          <ul className="list-disc pl-4 text-ink-2">
            {analysis.key_points.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {analysis.extracted.length > 0 ? (
        <section>
          <h3 className="mb-1 text-xs font-medium text-ink-3">{T.extracted}</h3>
          <dl className="divide-y divide-line">
            {analysis.extracted.map((field) => (
              <div key={field.name} className="flex items-baseline justify-between gap-4 py-1.5">
                <dt className="shrink-0 text-ink-3" title={field.description || undefined}>
                  {field.name.replaceAll("_", " ")}
                </dt>
                <dd className="min-w-0 text-right break-words">
                  {field.value === null ? (
                    <span className="text-ink-3">{T.notSaid}</span>
                  ) : (
                    textOf(field.value)
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ) : null}
    </>
  );
}

function textOf(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? T.yes : T.no;
  return String(value);
}
