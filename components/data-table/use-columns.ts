"use client";

import { useMemo, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const onServer = (): string => "";

/** Which columns whoever looks has turned over, kept in this browser for the table of this name. */
export function useColumns(table: string): [ReadonlySet<string>, (id: string) => void] {
  const key = `talky-columns-${table}`;
  const kept = useSyncExternalStore(subscribe, () => window.localStorage.getItem(key) ?? "", onServer);
  const changed = useMemo(() => new Set(kept.split(",").filter(Boolean)), [kept]);
  const toggle = (id: string): void => {
    const next = new Set(changed);
    if (!next.delete(id)) next.add(id);
    window.localStorage.setItem(key, [...next].join(","));
    for (const listener of listeners) listener();
  };
  return [changed, toggle];
}
