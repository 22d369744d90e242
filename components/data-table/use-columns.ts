"use client";

import { useEffect, useState } from "react";

/** Which columns whoever looks has turned over, kept in this browser for the table of this name. */
export function useColumns(table: string): [ReadonlySet<string>, (id: string) => void] {
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const key = `talky-columns-${table}`;
  useEffect(() => {
    const kept = window.localStorage.getItem(key);
    if (kept) setChanged(new Set(kept.split(",").filter(Boolean)));
  }, [key]);
  const toggle = (id: string): void => {
    const next = new Set(changed);
    if (!next.delete(id)) next.add(id);
    setChanged(next);
    window.localStorage.setItem(key, [...next].join(","));
  };
  return [changed, toggle];
}
