"use client";

import { type RefObject, useEffect, useRef, useState } from "react";
import type { CallFilters } from "../call-queries.ts";
import { useLiveStream } from "./live-provider.tsx";
import { newCallOf } from "./new-call.ts";

const ASK_AFTER_MS = 500;

interface NewCalls {
  /** Of the element that the list is in. */
  frame: RefObject<HTMLDivElement | null>;
  /** So many are not in the list yet; null: some may be, after a break. */
  waiting: number | null;
  /** Takes them in. */
  show: () => void;
}

interface ListOfCalls {
  filters: CallFilters;
  /** The ids that are in it. */
  known: readonly string[];
  refetch: () => Promise<unknown>;
}

/**
 * Takes new calls into a list as they begin, unless somebody points at it, moves in it by keyboard, or has scrolled into
 * it: then they wait behind a button, so that no row moves under the pointer.
 */
export function useNewCalls(list: ListOfCalls): NewCalls {
  const frame = useRef<HTMLDivElement>(null);
  const stream = useLiveStream();
  const [waiting, setWaiting] = useState<number | null>(0);
  const latest = useRef(list);
  const fresh = useRef(new Set<string>());
  useEffect(() => {
    latest.current = list;
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    // The page came with its list a moment ago: only what comes after the first connection may be missing in it.
    let isFirst = stream.link() !== "live";
    const take = (count: () => number | null): void => {
      timer ??= setTimeout(() => {
        timer = null;
        if (latest.current.known.length > 0 && isHeld(frame.current)) return setWaiting(count());
        fresh.current.clear();
        setWaiting(0);
        void latest.current.refetch();
      }, ASK_AFTER_MS);
    };
    const leave = [
      stream.onEvent((event) => {
        const id = newCallOf(latest.current.filters, event);
        if (id === null || latest.current.known.includes(id)) return;
        fresh.current.add(id);
        take(() => fresh.current.size);
      }),
      stream.onReady(() => {
        const missed = isFirst ? 0 : null;
        isFirst = false;
        take(() => missed);
      }),
    ];
    return () => {
      if (timer !== null) clearTimeout(timer);
      for (const off of leave) off();
    };
  }, [stream]);
  const show = (): void => {
    fresh.current.clear();
    setWaiting(0);
    void list.refetch();
  };
  return { frame, waiting, show };
}

function isHeld(frame: HTMLElement | null): boolean {
  if (frame === null) return false;
  return frame.matches(":hover, :focus-within") || frame.getBoundingClientRect().top < 0;
}
