"use client";

import { usePathname } from "next/navigation";
import { TabLinks } from "@/components/ui/tab-links";
import { ADMIN_TEXTS as T } from "./texts.ts";

const TABS = [
  { href: "/admin", label: T.tenants },
  { href: "/admin/users", label: T.users },
  { href: "/admin/calls", label: T.calls },
  { href: "/admin/health", label: T.health },
  { href: "/admin/laws", label: T.laws },
  { href: "/admin/audit", label: T.audit },
];

export function PlatformTabs() {
  const path = usePathname();
  return <TabLinks label={T.sections} tabs={TABS.map((tab) => ({ ...tab, current: path === tab.href }))} />;
}
