"use client";

import { SectionError } from "@/components/layout/section-error";

export default function CallsError({ reset }: { error: Error; reset: () => void }) {
  return <SectionError what="The calls" reset={reset} />;
}
