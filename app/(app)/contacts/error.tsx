"use client";

import { SectionError } from "@/components/layout/section-error";

export default function ContactsError({ reset }: { error: Error; reset: () => void }) {
  return <SectionError what="The contacts" reset={reset} />;
}
