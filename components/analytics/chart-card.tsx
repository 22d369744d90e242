import { Download } from "lucide-react";
import type { ReactNode } from "react";
import type { AnalyticsKind } from "#lib/domain/api/analytics";
import { buttonStyle } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { ANALYTICS_TEXTS as T } from "./texts.ts";

interface ChartCardProps {
  title: string;
  note: string;
  isEmpty: boolean;
  empty?: string;
  /** What its file holds. */
  of: AnalyticsKind;
  fileOf: (kind: AnalyticsKind) => string;
  children: ReactNode;
}

/** A chart, and what it shows as a file by the same filters. */
export function ChartCard({ title, note, isEmpty, empty = T.none, of, fileOf, children }: ChartCardProps) {
  return (
    <Card aria-label={title}>
      <CardHeader
        title={title}
        note={note}
        actions={
          <a
            href={fileOf(of)}
            download
            aria-label={`${T.download}: ${title}`}
            className={buttonStyle({ look: "quiet", size: "sm" })}
          >
            <Download aria-hidden />
            CSV
          </a>
        }
      />
      {isEmpty ? <p className="px-4 py-10 text-center text-sm text-ink-3">{empty}</p> : children}
    </Card>
  );
}
