import type { ReactNode } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { SettingsTabs } from "@/components/settings/settings-tabs";
import { SETTINGS_TEXTS as T } from "@/components/settings/texts";

export default function SettingsLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title={T.title} />
      <SettingsTabs />
      <div className="mt-5">{children}</div>
    </>
  );
}
