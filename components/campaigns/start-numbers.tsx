import type { StartReview } from "#lib/domain/api/start-review";
import { formatCount } from "@/components/format/numbers";
import { BUILDER_TEXTS as T } from "./builder-texts.ts";
import { MissingVariables } from "./missing-variables.tsx";
import { VerdictLines } from "./verdict-lines.tsx";

/** "1,000 loaded · 820 may be called now · 110 outside calling hours": what a start would come to. */
export function StartNumbers({ review }: { review: StartReview }) {
  const { contacts, judged, verdicts, missing_variables: missing } = review;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-base">
        <strong className="text-2xl font-semibold tracking-tight">{formatCount(contacts)}</strong>{" "}
        {contacts === 1 ? T.loadedOne : T.loaded}
      </p>
      <div>
        <VerdictLines verdicts={verdicts} />
        {judged < contacts ? (
          <p className="mt-1.5 text-xs text-ink-3">
            {T.ofNewest} {formatCount(judged)}.
          </p>
        ) : null}
      </div>
      {missing.length > 0 ? <MissingVariables variables={missing} of={contacts} /> : null}
    </div>
  );
}
