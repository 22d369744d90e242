"use client";

import { SectionError } from "@/components/layout/section-error";

export default function DoNotCallError({ reset }: { error: Error; reset: () => void }) {
  return <SectionError what="The do-not-call list" reset={reset} />;
}
