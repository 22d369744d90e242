"use client";

import { useSearchParams } from "next/navigation";

export type UrlChanges = Record<string, string | null | undefined>;
type ChangeUrl = (changes: UrlChanges, how?: "push" | "replace") => void;

/** Changes what the address says without asking the server for the page again. `push` leaves a step for Back. */
const changeUrl: ChangeUrl = (changes, how = "replace") => {
  const next = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  const text = next.toString();
  const href = text === "" ? window.location.pathname : `${window.location.pathname}?${text}`;
  if (how === "push") window.history.pushState(null, "", href);
  else window.history.replaceState(null, "", href);
};

/** What the address says behind its `?`, and how that is changed. */
export function useUrlState(): [URLSearchParams, ChangeUrl] {
  return [useSearchParams(), changeUrl];
}
