"use client";

// oxlint-disable-next-line no-restricted-imports -- here it is made into ours
import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

export type LinkProps = Omit<
  ComponentProps<typeof NextLink>,
  "prefetch" | "onMouseEnter" | "onTouchStart" | "onFocus"
>;

/**
 * A link within the app. What it leads to is fetched ahead once somebody is about to follow it, not because it is in sight:
 * a page shows dozens of them, and to fetch them all would take longer than the page itself.
 */
export function Link(props: LinkProps) {
  const [isMeant, setIsMeant] = useState(false);
  const mean = (): void => setIsMeant(true);
  return (
    <NextLink
      {...props}
      prefetch={isMeant ? "auto" : false}
      onMouseEnter={mean}
      onTouchStart={mean}
      onFocus={mean}
    />
  );
}
