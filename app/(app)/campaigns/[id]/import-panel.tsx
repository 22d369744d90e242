"use client";

import { useState } from "react";
import { ImportDropPanel } from "./import-drop-panel.tsx";
import { ImportReviewPanel } from "./import-review-panel.tsx";
import { ImportRunPanel } from "./import-run-panel.tsx";

interface ImportPanelProps {
  campaignId: string;
  maxBytes: number;
  onDone: () => void;
  /** Told when a file is there to be looked at, and when it is not any more. */
  onReviewing?: ((isReviewing: boolean) => void) | undefined;
}

type Step = { is: "drop" } | { is: "review"; uploadId: string } | { is: "run"; importId: string };

/** A file goes up, what was understood is looked at, its rows are counted as they are read, and every row is accounted for. */
export function ImportPanel({ campaignId, maxBytes, onDone, onReviewing }: ImportPanelProps) {
  const [step, setStep] = useState<Step>({ is: "drop" });
  const go = (next: Step): void => {
    setStep(next);
    onReviewing?.(next.is === "review");
  };
  const again = (): void => go({ is: "drop" });
  if (step.is === "review") {
    return (
      <ImportReviewPanel
        campaignId={campaignId}
        uploadId={step.uploadId}
        onStarted={(importId) => go({ is: "run", importId })}
        onCancel={again}
      />
    );
  }
  if (step.is === "run") return <ImportRunPanel importId={step.importId} onDone={onDone} onAgain={again} />;
  return (
    <ImportDropPanel
      campaignId={campaignId}
      maxBytes={maxBytes}
      onUploaded={(uploadId) => go({ is: "review", uploadId })}
    />
  );
}
