"use client";

import { Link } from "@/components/ui/link";
import type { MouseEvent } from "react";
import { maskPhone } from "@/components/format/phone";

interface ContactCellProps {
  href: string;
  name: string | null;
  phoneNumber: string;
  /** Where there is no name to stand above the number. */
  note?: string | null;
  /** Opens the row's sheet; the page stays what a new tab or Enter on the sheet opens. Left out: the link leads to the page. */
  onOpen?: (() => void) | undefined;
}

/** Whoever is called: the name above the masked number. The whole row is its link. */
export function ContactCell({ href, name, phoneNumber, note, onOpen }: ContactCellProps) {
  const open = (event: MouseEvent): void => {
    if (!onOpen || event.metaKey || event.ctrlKey || event.shiftKey || event.detail === 0) return;
    event.preventDefault();
    onOpen();
  };
  return (
    <>
      <Link
        href={href}
        onClick={open}
        className="block truncate font-medium text-ink after:absolute after:inset-0"
      >
        {name ?? maskPhone(phoneNumber)}
      </Link>
      {name || note ? (
        <span className="block truncate text-xs whitespace-nowrap text-ink-3">
          {name ? maskPhone(phoneNumber) : note}
        </span>
      ) : null}
    </>
  );
}
