import type { CallSummary } from "#lib/domain/api/call";
import { RelativeTime } from "@/components/time/relative-time";
import { CORRECTION_TEXTS as T, DISPOSITION_TEXT } from "./texts.ts";

/** That a person has corrected what the call came to; what it was before is never lost. */
export function CorrectionNote({ correction }: { correction: NonNullable<CallSummary["correction"]> }) {
  const { original_disposition: original, reason, at, by } = correction;
  return (
    <p className="border-t border-line bg-subtle/60 px-4 py-3 text-sm text-ink-2">
      {T.was} <strong className="font-medium text-ink">{DISPOSITION_TEXT[original]}</strong>; {T.correctedBy}{" "}
      {by ?? T.somebody}, <RelativeTime iso={at} />: “{reason}”
    </p>
  );
}
