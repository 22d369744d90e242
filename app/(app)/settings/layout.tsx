import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { SETTINGS_TEXTS as T } from "@/components/settings/texts";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title={T.title} />
      {children}
    </>
  );
}
