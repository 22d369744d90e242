"use client";

import { SectionError } from "@/components/layout/section-error";

export default function SettingsError({ reset }: { error: Error; reset: () => void }) {
  return <SectionError what="The settings" reset={reset} />;
}
