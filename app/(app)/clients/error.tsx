"use client";

import { SectionError } from "@/components/layout/section-error";

export default function ClientsError({ reset }: { error: Error; reset: () => void }) {
  return <SectionError what="The clients" reset={reset} />;
}
