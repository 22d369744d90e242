"use client";

import { SectionError } from "@/components/layout/section-error";

export default function AgentsError({ reset }: { error: Error; reset: () => void }) {
  return <SectionError what="The agents" reset={reset} />;
}
