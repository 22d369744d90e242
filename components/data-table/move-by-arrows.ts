import type { KeyboardEvent } from "react";

/** Up and down go to the first link of the row before or behind; in a row's menu, which lies elsewhere, they are the menu's. */
export function moveByArrows(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const target = event.target as HTMLElement;
  if (event.defaultPrevented || !event.currentTarget.contains(target)) return;
  if (step === undefined || target.matches("input:not([type=checkbox]), select, textarea")) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const here = rows.findIndex((row) => row.contains(target));
  const next = rows[here === -1 ? 0 : here + step]?.querySelector<HTMLElement>("a");
  if (!next) return;
  event.preventDefault();
  next.focus();
}
