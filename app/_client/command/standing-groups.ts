import { Bot, OctagonX, Plus } from "lucide-react";
import { type CommandGroup, matchesWords } from "@/components/command/command-entries";
import { COMMAND_TEXTS as T } from "@/components/command/texts";
import { NAV_GROUPS } from "@/components/layout/nav-links";
import { LAYOUT_TEXTS } from "@/components/layout/texts";

/** Pages and actions: they are always there. */
export function standingGroups(
  typed: string,
  go: (href: string) => void,
  stopAll: () => void,
): CommandGroup[] {
  const actions = [
    { id: "new-campaign", label: T.newCampaign, icon: Plus, run: () => go("/campaigns/new") },
    { id: "new-agent", label: T.newAgent, icon: Bot, run: () => go("/agents/new") },
    { id: "stop-all", label: LAYOUT_TEXTS.stopAll, icon: OctagonX, run: stopAll },
  ];
  const pages = NAV_GROUPS.flat().map(({ href, label, icon }) => ({
    id: href,
    label,
    icon,
    run: () => go(href),
  }));
  return [
    { title: T.actions, entries: actions.filter(({ label }) => matchesWords(label, typed)) },
    { title: T.pages, entries: pages.filter(({ label }) => matchesWords(label, typed)) },
  ];
}
