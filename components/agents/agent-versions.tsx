import { RotateCcw } from "lucide-react";
import type { AgentVersion } from "#lib/domain/api/agent";
import { languageName } from "@/components/format/language";
import { formatCount } from "@/components/format/numbers";
import { RelativeTime } from "@/components/time/relative-time";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { AGENT_TEXTS as T } from "./texts.ts";

interface AgentVersionsProps {
  versions: AgentVersion[];
  current: number;
  isPending: boolean;
  onRestore: (version: AgentVersion) => void;
}

/** What a version is made of opens under it. */
export function AgentVersions({ versions, current, isPending, onRestore }: AgentVersionsProps) {
  return (
    <Card aria-label={T.versions}>
      <CardHeader title={T.versions} note={T.versionsNote} />
      <ol className="divide-y divide-line">
        {versions.map((version) => {
          const { config } = version;
          return (
            <li key={version.version} className="flex flex-wrap items-start justify-between gap-3 px-4 py-3">
              <details className="min-w-0 flex-1 basis-64 text-sm">
                <summary className="cursor-pointer rounded-sm">
                  <span className="font-medium text-ink">Version {version.version}</span>{" "}
                  <span className="text-ink-3">
                    <RelativeTime iso={version.created_at} />
                    {version.created_by ? ` by ${version.created_by}` : null} · {formatCount(version.calls)}{" "}
                    calls
                  </span>
                </summary>
                <div className="mt-2 flex flex-col gap-2 text-ink-2">
                  <p>
                    {config.name} · {languageName(config.language)}
                    {config.model ? ` · ${config.model}` : null}
                  </p>
                  {config.greeting ? <p>“{config.greeting}”</p> : null}
                  <p className="break-words whitespace-pre-wrap">
                    {config.system_prompt || T.noInstructions}
                  </p>
                </div>
              </details>
              {version.version === current ? (
                <span className="rounded-full bg-subtle px-2 py-0.5 text-xs text-ink-2">{T.current}</span>
              ) : (
                <Button size="sm" disabled={isPending} onClick={() => onRestore(version)}>
                  <RotateCcw aria-hidden />
                  {T.restore}
                  <span className="sr-only"> version {version.version}</span>
                </Button>
              )}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
