"use client";

import { SectionError } from "@/components/layout/section-error";

export default function PlatformError({ reset }: { error: Error; reset: () => void }) {
  return <SectionError what="The platform" reset={reset} />;
}
