"use client";

import { ErrorState } from "@/components/ui/error-state";

export default function RootError({ reset }: { error: Error; reset: () => void }) {
  return (
    <main className="grid min-h-dvh place-items-center">
      <ErrorState
        title="This page could not be shown"
        text="Something went wrong on our side. Try again in a moment."
        onRetry={reset}
      />
    </main>
  );
}
