"use client";

import { useCallback, useState } from "react";

interface Selection {
  ids: ReadonlySet<string>;
  select: (ids: string[], isSelected: boolean) => void;
  clear: () => void;
}

export function useSelection(): Selection {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const select = useCallback((some: string[], isSelected: boolean): void => {
    setIds((former) => {
      const next = new Set(former);
      for (const id of some)
        if (isSelected) next.add(id);
        else next.delete(id);
      return next;
    });
  }, []);
  return { ids, select, clear: () => setIds(new Set()) };
}
