"use client";

import { SectionError } from "@/components/layout/section-error";

export default function PhoneNumbersError({ reset }: { error: Error; reset: () => void }) {
  return <SectionError what="The list of phone numbers" reset={reset} />;
}
