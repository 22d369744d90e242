"use client";

import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";

/** The error page of a section: the sidebar stays. */
export function SectionError({ what, reset }: { what: string; reset: () => void }) {
  return (
    <Card>
      <ErrorState
        title={`${what} could not be shown`}
        text="Something went wrong on our side. Try again in a moment."
        onRetry={reset}
      />
    </Card>
  );
}
