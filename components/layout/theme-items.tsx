"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { MenuItem, MenuLabel } from "@/components/ui/menu";
import { LAYOUT_TEXTS } from "./texts.ts";
import { THEME_COOKIE, type Theme } from "./theme.ts";

const CHOICES = [
  { theme: "system", label: LAYOUT_TEXTS.themeSystem, icon: Monitor },
  { theme: "light", label: LAYOUT_TEXTS.themeLight, icon: Sun },
  { theme: "dark", label: LAYOUT_TEXTS.themeDark, icon: Moon },
] as const;

function choose(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset.theme;
  else root.dataset.theme = theme;
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=31536000; samesite=lax`;
}

export function ThemeItems() {
  return (
    <>
      <MenuLabel>{LAYOUT_TEXTS.theme}</MenuLabel>
      {CHOICES.map(({ theme, label, icon: Icon }) => (
        <MenuItem key={theme} onSelect={() => choose(theme)}>
          <Icon aria-hidden />
          {label}
        </MenuItem>
      ))}
    </>
  );
}
