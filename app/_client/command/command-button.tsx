"use client";

import { Search } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState, useSyncExternalStore } from "react";
import { LAYOUT_TEXTS as T } from "@/components/layout/texts";

const load = () => import("./command-menu.tsx").then((module) => module.CommandMenu);
/** Loaded when it is about to be opened first: what is typed before it is there would be lost. */
const CommandMenu = dynamic(load, { ssr: false });
/** Where it could not be loaded, opening it tries again. */
const prepare = (): void => void load().catch(() => undefined);

const isMac = (): boolean => /Mac|iP(hone|ad|od)/.test(navigator.platform);
const never = (): (() => void) => () => undefined;

/** Opens the command menu; ⌘K or Ctrl K opens and closes it from anywhere. */
export function CommandButton({ hasKey = true }: { hasKey?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const key = useSyncExternalStore(
    never,
    () => (isMac() ? "⌘K" : "Ctrl K"),
    () => "Ctrl K",
  );
  useEffect(() => {
    if (!hasKey) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Meta" || event.key === "Control") prepare();
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
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={() => {
          setWasOpened(true);
          setOpen(true);
        }}
        className="flex h-8 w-full items-center gap-2 rounded-md border border-line-strong bg-canvas px-2.5 text-sm text-ink-3 group-data-folded/shell:justify-center group-data-folded/shell:px-0 hover:text-ink"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span className="min-w-0 flex-1 truncate text-left group-data-folded/shell:sr-only">{T.find}</span>
        <kbd aria-hidden className="font-sans text-2xs group-data-folded/shell:hidden max-lg:hidden">
          {key}
        </kbd>
      </button>
      {wasOpened ? <CommandMenu open={isOpen} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
