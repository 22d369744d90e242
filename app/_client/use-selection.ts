"use client";

import { useState } from "react";

interface Selection {
  ids: ReadonlySet<string>;
  select: (ids: string[], isSelected: boolean) => void;
  clear: () => void;
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const select = (some: string[], isSelected: boolean): void => {
    const next = new Set(ids);
    for (const id of some)
      if (isSelected) next.add(id);
      else next.delete(id);
    setIds(next);
  };
  return { ids, select, clear: () => setIds(new Set()) };
}
