"use client";

import { usePathname } from "next/navigation";
import { PHONE_NUMBER_TEXTS } from "@/components/phone-numbers/texts";
import { DATA_TEXTS } from "@/components/privacy/texts";
import { TabLinks } from "@/components/ui/tab-links";
import { USAGE_TEXTS } from "@/components/usage/texts";
import { API_KEY_TEXTS, SETTINGS_TEXTS as T, WEBHOOK_TEXTS } from "./texts.ts";

const TABS = [
  { href: "/settings/phone-numbers", label: PHONE_NUMBER_TEXTS.title },
  { href: "/settings/api-keys", label: API_KEY_TEXTS.title },
  { href: "/settings/webhooks", label: WEBHOOK_TEXTS.title },
  { href: "/settings/usage", label: USAGE_TEXTS.title },
  { href: "/settings/data", label: DATA_TEXTS.title },
];

export function SettingsTabs() {
  const path = usePathname();
  return (
    <TabLinks
      label={T.sections}
      tabs={TABS.map((tab) => ({ ...tab, current: path === tab.href || path.startsWith(`${tab.href}/`) }))}
    />
  );
}
