"use client";

import { SectionError } from "@/components/layout/section-error";

export default function RecordingsError({ reset }: { error: Error; reset: () => void }) {
  return <SectionError what="The recordings" reset={reset} />;
}
