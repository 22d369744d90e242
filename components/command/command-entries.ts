import type { LucideIcon } from "lucide-react";

export interface CommandEntry {
  id: string;
  label: string;
  note?: string | undefined;
  icon: LucideIcon;
  run: () => void;
}

export interface CommandGroup {
  title: string;
  entries: CommandEntry[];
}

/** Of each word its beginning must begin a word of the label: "new ca" finds "New campaign". */
export function matchesWords(label: string, typed: string): boolean {
  const words = label.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}

export const withoutEmpty = (groups: CommandGroup[]): CommandGroup[] =>
  groups.filter(({ entries }) => entries.length > 0);
