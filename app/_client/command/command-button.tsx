"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { LAYOUT_TEXTS as T } from "@/components/layout/texts";

/** Loaded when it is first opened. */
const CommandMenu = dynamic(() => import("./command-menu.tsx").then((module) => module.CommandMenu), {
  ssr: false,
});

/** Opens the command menu; ⌘K or Ctrl K opens and closes it from anywhere. */
export function CommandButton({ hasKey = true }: { hasKey?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  useEffect(() => {
    if (!hasKey) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      setWasOpened(true);
      setOpen((open) => !open);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [hasKey]);
  return (
    <>
      <button
        type="button"
        title={T.find}
        onClick={() => {
          setWasOpened(true);
          setOpen(true);
        }}
        className="flex h-8 w-full items-center gap-2 rounded-md border border-line-strong bg-canvas px-2.5 text-sm text-ink-3 group-data-folded/shell:justify-center group-data-folded/shell:px-0 hover:text-ink"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 flex-1 truncate text-left group-data-folded/shell:sr-only">{T.find}</span>
        <kbd aria-hidden className="font-sans text-2xs group-data-folded/shell:hidden max-lg:hidden">
          ⌘K
        </kbd>
      </button>
      {wasOpened ? <CommandMenu open={isOpen} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
