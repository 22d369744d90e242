"use client";

import { useCallback, useState } from "react";
import { useUrlState } from "@/app/_client/use-url-state";
import { type CallSearch, callSearchOf, filtersOf } from "./call-filter-fields.ts";

/** What the address asks of the log, and how it is changed. `now` stands still until another time is chosen. */
export function useCallLog(renderedAt: string) {
  const [query, change] = useUrlState();
  const [nowMs, setNowMs] = useState(Date.parse(renderedAt));
  const search = callSearchOf((name) => query.get(name));
  const set = (changes: CallSearch): void => {
    if ("range" in changes || "from" in changes) setNowMs(Date.now());
    change({ ...changes, call: null });
  };
  const openId = query.get("call");
  const isOpen = openId !== null;
  const open = useCallback(
    (id: string | null) => change({ call: id }, isOpen || id === null ? "replace" : "push"),
    [change, isOpen],
  );
  return {
    search,
    nowMs,
    filters: filtersOf(search, nowMs),
    openId,
    set,
    clear: () => set({ q: "", outcome: "", campaign: "", from: "", to: "" }),
    open,
  };
}
