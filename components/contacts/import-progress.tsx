import type { Import } from "#lib/domain/api/import";
import { formatCount } from "@/components/format/numbers";
import { ProgressBar } from "@/components/ui/progress-bar";
import { IMPORT_TEXTS as T } from "./texts.ts";

export function ImportProgress({ running }: { running: Import | null }) {
  const rows = running?.total_rows ?? 0;
  return (
    <div className="flex flex-col gap-2">
      <ProgressBar label={T.running} value={running?.progress ?? 0} />
      <p className="text-sm text-ink-2" aria-live="polite">
        {T.running} {rows > 0 ? formatCount(rows) : null}
      </p>
    </div>
  );
}
