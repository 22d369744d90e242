"use client";

import { SectionError } from "@/components/layout/section-error";

export default function CampaignsError({ reset }: { error: Error; reset: () => void }) {
  return <SectionError what="The campaigns" reset={reset} />;
}
