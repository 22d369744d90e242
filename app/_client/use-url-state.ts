"use client";

import { useSearchParams } from "next/navigation";

export type UrlChanges = Record<string, string | null | undefined>;

/**
 * What the address says behind its `?`, and how it is changed without asking the server for the page again. `push` leaves a
 * step for Back.
 */
export function useUrlState(): [URLSearchParams, (changes: UrlChanges, how?: "push" | "replace") => void] {
  const query = useSearchParams();
  const change = (changes: UrlChanges, how: "push" | "replace" = "replace"): void => {
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
  return [query, change];
}
