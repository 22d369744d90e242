"use client";

import { useState } from "react";
import { ImportDropPanel } from "./import-drop-panel.tsx";
import { ImportReviewPanel } from "./import-review-panel.tsx";
import { ImportRunPanel } from "./import-run-panel.tsx";

interface ImportPanelProps {
  campaignId: string;
  maxBytes: number;
  onDone: () => void;
}

type Step = { is: "drop" } | { is: "review"; uploadId: string } | { is: "run"; importId: string };

/** A file goes up, what was understood is looked at, its rows are counted as they are read, and every row is accounted for. */
export function ImportPanel({ campaignId, maxBytes, onDone }: ImportPanelProps) {
  const [step, setStep] = useState<Step>({ is: "drop" });
  const again = (): void => setStep({ is: "drop" });
  if (step.is === "review") {
    return (
      <ImportReviewPanel
        campaignId={campaignId}
        uploadId={step.uploadId}
        onStarted={(importId) => setStep({ is: "run", importId })}
        onCancel={again}
      />
    );
  }
  if (step.is === "run") return <ImportRunPanel importId={step.importId} onDone={onDone} onAgain={again} />;
  return (
    <ImportDropPanel
      campaignId={campaignId}
      maxBytes={maxBytes}
      onUploaded={(uploadId) => setStep({ is: "review", uploadId })}
    />
  );
}
