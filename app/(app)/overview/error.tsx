"use client";

import { SectionError } from "@/components/layout/section-error";

export default function OverviewError({ reset }: { error: Error; reset: () => void }) {
  return <SectionError what="The overview" reset={reset} />;
}
