import { CircleCheck, CircleX } from "lucide-react";
import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import type { JudgementReport } from "#lib/domain/api/judgement";
import { formatCount } from "@/components/format/numbers";
import { RelativeTime } from "@/components/time/relative-time";
import { Card, CardHeader } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { PROOF_TEXTS, RULE_TEXT } from "./judged-rules.ts";

/** Each rule with whether it was kept, and each call that broke one. */
export function JudgementCard({ report, actions }: { report: JudgementReport; actions: ReactNode }) {
  const broken = report.rules.filter((one) => one.broken > 0).length;
  return (
    <Card aria-label={PROOF_TEXTS.title}>
      <CardHeader title={PROOF_TEXTS.title} note={PROOF_TEXTS.note} actions={actions} />
      <div className="flex flex-col gap-4 px-4 py-4">
        <Notice tone={report.calls === 0 ? "info" : report.is_clean ? "good" : "bad"}>
          {report.calls === 0 ? (
            PROOF_TEXTS.noCalls
          ) : (
            <>
              {formatCount(report.calls)} {report.calls === 1 ? "call" : "calls"} judged{" "}
              <RelativeTime iso={report.judged_at} />.{" "}
              {report.is_clean
                ? PROOF_TEXTS.clean
                : `${formatCount(broken)} ${broken === 1 ? "rule was" : "rules were"} broken.`}
            </>
          )}
        </Notice>
        {report.is_complete ? null : <Notice tone="warn">{PROOF_TEXTS.part}</Notice>}
        <ul className="divide-y divide-line">
          {report.rules.map(({ rule, broken: count }) => (
            <li key={rule} className="flex items-center justify-between gap-4 py-2 text-sm">
              <span>{RULE_TEXT[rule]}</span>
              {count === 0 ? (
                <span className="inline-flex shrink-0 items-center gap-1.5 text-good">
                  <CircleCheck aria-hidden className="size-4" />
                  {PROOF_TEXTS.kept}
                </span>
              ) : (
                <span className="inline-flex shrink-0 items-center gap-1.5 text-bad">
                  <CircleX aria-hidden className="size-4" />
                  {PROOF_TEXTS.broken(count)}
                </span>
              )}
            </li>
          ))}
        </ul>
        {report.violations.length > 0 ? <Violations violations={report.violations} /> : null}
      </div>
    </Card>
  );
}

function Violations({ violations }: Pick<JudgementReport, "violations">) {
  return (
    <section>
      <h3 className="mb-2 text-sm font-semibold">{PROOF_TEXTS.violations}</h3>
      <ol className="flex flex-col gap-1 text-sm">
        {violations.map((one) => (
          <li key={`${one.rule}${one.call_id}`} className="flex flex-wrap items-baseline gap-x-3">
            <Link href={`/calls/${one.call_id}`} className="text-accent hover:underline">
              <RelativeTime iso={one.at} />
            </Link>
            <span>{RULE_TEXT[one.rule]}: not so here</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
