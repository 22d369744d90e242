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
  RadioTower,
  Settings,
  Users,
} from "lucide-react";
import { Link } from "@/components/ui/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/class-names";
import { LAYOUT_TEXTS as T } from "./texts.ts";

/** What is done all day, what it is made of, and what it rests on. */
export const NAV_GROUPS = [
  [
    { href: "/overview", label: T.overview, icon: LayoutDashboard },
    { href: "/campaigns", label: T.campaigns, icon: Megaphone },
    { href: "/calls/live", label: T.liveBoard, icon: RadioTower },
    { href: "/calls", label: T.calls, icon: PhoneCall },
    { href: "/contacts", label: T.contacts, icon: Users },
  ],
  [
    { href: "/recordings", label: T.recordings, icon: AudioLines },
    { href: "/analytics", label: T.analytics, icon: ChartColumn },
  ],
  [
    { href: "/agents", label: T.agents, icon: Bot },
    { href: "/clients", label: T.clients, icon: Building2 },
    { href: "/do-not-call", label: T.doNotCall, icon: PhoneOff },
    { href: "/settings", label: T.settings, icon: Settings },
  ],
] as const;

interface NavLinksProps {
  running: ReactNode;
  inCall: ReactNode;
  onNavigate?: () => void;
}

export function NavLinks({ running, inCall, onNavigate }: NavLinksProps) {
  const path = usePathname();
  const current = NAV_GROUPS.flat()
    .map(({ href }) => href)
    .filter((href) => path === href || path.startsWith(`${href}/`))
    // The most exact one: the live board lies below the calls.
    .toSorted((a, b) => b.length - a.length)[0];
  return (
    <nav aria-label={T.mainNav} className="flex flex-col gap-3">
      {NAV_GROUPS.map((links) => (
        <ul key={links[0].href} className="flex flex-col gap-px">
          {links.map(({ href, label, icon: Icon }) => (
            <li key={href}>
              <Link
                href={href}
                title={label}
                {...(onNavigate ? { onClick: onNavigate } : {})}
                aria-current={href === current ? "page" : undefined}
                className={cn(
                  "flex h-8 items-center gap-2.5 rounded-md px-2.5 text-sm font-medium",
                  href === current ? "bg-hover text-ink" : "text-ink-2 hover:bg-hover hover:text-ink",
                )}
              >
                <Icon aria-hidden className={cn("size-4 shrink-0", href === current && "text-accent")} />
                <span className="group-data-folded/shell:sr-only">{label}</span>
                {href === "/calls/live" ? inCall : null}
              </Link>
              {href === "/campaigns" ? running : null}
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}
