"use client";

import {
  AudioLines,
  Bot,
  Building2,
  ChartColumn,
  LayoutDashboard,
  Megaphone,
  PhoneCall,
  PhoneOff,
  Settings,
  Users,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/class-names";
import { LAYOUT_TEXTS } from "./texts.ts";

const LINKS = [
  { href: "/overview", label: LAYOUT_TEXTS.overview, icon: LayoutDashboard },
  { href: "/campaigns", label: LAYOUT_TEXTS.campaigns, icon: Megaphone },
  { href: "/contacts", label: LAYOUT_TEXTS.contacts, icon: Users },
  { href: "/clients", label: LAYOUT_TEXTS.clients, icon: Building2 },
  { href: "/agents", label: LAYOUT_TEXTS.agents, icon: Bot },
  { href: "/calls", label: LAYOUT_TEXTS.calls, icon: PhoneCall },
  { href: "/recordings", label: LAYOUT_TEXTS.recordings, icon: AudioLines },
  { href: "/analytics", label: LAYOUT_TEXTS.analytics, icon: ChartColumn },
  { href: "/do-not-call", label: LAYOUT_TEXTS.doNotCall, icon: PhoneOff },
  { href: "/settings", label: LAYOUT_TEXTS.settings, icon: Settings },
] as const;

export function NavLinks({ onNavigate }: { onNavigate?: () => void }) {
  const path = usePathname();
  return (
    <nav aria-label={LAYOUT_TEXTS.mainNav}>
      <ul className="flex flex-col gap-0.5">
        {LINKS.map(({ href, label, icon: Icon }) => {
          const isCurrent = path === href || path.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                {...(onNavigate ? { onClick: onNavigate } : {})}
                aria-current={isCurrent ? "page" : undefined}
                className={cn(
                  "flex h-9 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium",
                  isCurrent ? "bg-hover text-ink" : "text-ink-2 hover:bg-hover hover:text-ink",
                )}
              >
                <Icon aria-hidden className={cn("size-4", isCurrent && "text-accent")} />
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
