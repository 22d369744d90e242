"use client";

import { useRef, useState } from "react";

interface Typed {
  typed: string;
  type: (text: string) => void;
  /** At once, and without telling anybody. */
  reset: (text: string) => void;
}

/** What stands in a field; `onSettled` is told when the typing rests. */
export function useTyped(initial: string, forMs: number, onSettled: (text: string) => void): Typed {
  const [typed, setTyped] = useState(initial);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const reset = (text: string): void => {
    clearTimeout(timer.current);
    setTyped(text);
  };
  const type = (text: string): void => {
    reset(text);
    timer.current = setTimeout(() => onSettled(text), forMs);
  };
  return { typed, type, reset };
}
