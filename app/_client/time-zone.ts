"use client";

import { useSyncExternalStore } from "react";

const never = (): (() => void) => () => undefined;
const browserTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The viewer's IANA zone; UTC on the server and in the first render, which must agree with it. */
export function useTimeZone(): string {
  return useSyncExternalStore(never, browserTimeZone, () => "UTC");
}
