"use client";

import { usePathname } from "next/navigation";
import { ACCOUNT_TEXTS } from "@/components/account/texts";
import { BUSINESS_TEXTS } from "@/components/business/texts";
import { MEMBER_TEXTS } from "@/components/members/texts";
import { PHONE_NUMBER_TEXTS } from "@/components/phone-numbers/texts";
import { DATA_TEXTS } from "@/components/privacy/texts";
import { TabLinks } from "@/components/ui/tab-links";
import { USAGE_TEXTS } from "@/components/usage/texts";
import { API_KEY_TEXTS, SETTINGS_TEXTS as T, WEBHOOK_TEXTS } from "./texts.ts";

const TABS = [
  { href: "/settings/business", label: BUSINESS_TEXTS.title },
  { href: "/settings/members", label: MEMBER_TEXTS.title },
  { href: "/settings/phone-numbers", label: PHONE_NUMBER_TEXTS.title },
  { href: "/settings/api-keys", label: API_KEY_TEXTS.title },
  { href: "/settings/webhooks", label: WEBHOOK_TEXTS.title },
  { href: "/settings/security", label: ACCOUNT_TEXTS.title },
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
