"use client";

import { SectionError } from "@/components/layout/section-error";

export default function AnalyticsError({ reset }: { error: Error; reset: () => void }) {
  return <SectionError what="The analytics" reset={reset} />;
}
