"use client";

import { Search } from "lucide-react";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useEffect, useState } from "react";
import { cn } from "@/components/ui/class-names";
import type { CommandGroup } from "./command-entries.ts";
import { COMMAND_TEXTS as T } from "./texts.ts";

interface CommandPaletteProps {
  open: boolean;
  onClose: () => void;
  typed: string;
  onType: (typed: string) => void;
  groups: CommandGroup[];
  isSearching: boolean;
}

/** A list box that is filtered by what is typed; the focus stays in the field. */
export function CommandPalette({ open, onClose, typed, onType, groups, isSearching }: CommandPaletteProps) {
  const entries = groups.flatMap((group) => group.entries);
  const [chosen, setChosen] = useState<string | null>(null);
  const place = Math.max(
    0,
    entries.findIndex(({ id }) => id === chosen),
  );
  const active = entries[place];
  const activeId = active ? `command-${active.id}` : null;
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: "nearest" });
  }, [activeId]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      setChosen(entries[(place + step + entries.length) % entries.length]?.id ?? null);
    } else if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      active?.run();
    }
  };
  return (
    <Dialog.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-50 flex max-h-[min(30rem,76dvh)] w-[min(36rem,calc(100vw-2rem))] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-float"
        >
          <Dialog.Title className="sr-only">{T.title}</Dialog.Title>
          <div className="flex items-center gap-2.5 border-b border-line px-4">
            <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
            <input
              role="combobox"
              aria-label={T.title}
              aria-expanded
              aria-controls="command-list"
              aria-activedescendant={activeId ?? undefined}
              autoComplete="off"
              spellCheck={false}
              placeholder={T.placeholder}
              value={typed}
              onChange={(event) => {
                setChosen(null);
                onType(event.target.value);
              }}
              onKeyDown={onKeyDown}
              className="h-12 min-w-0 flex-1 bg-transparent text-base outline-none placeholder:text-ink-3 focus-visible:outline-none"
            />
          </div>
          <div
            id="command-list"
            role="listbox"
            aria-label={T.title}
            aria-busy={isSearching || undefined}
            className="min-h-0 flex-1 overflow-y-auto p-1.5"
          >
            {groups.map((group) => (
              <div key={group.title} role="group" aria-label={group.title}>
                <p aria-hidden className="px-2.5 pt-2 pb-1 text-xs text-ink-3">
                  {group.title}
                </p>
                {group.entries.map(({ id, label, note, icon: Icon, run }) => (
                  // The keyboard stays in the field above, and chooses by its arrows.
                  // eslint-disable-next-line jsx-a11y/click-events-have-key-events
                  <div
                    key={id}
                    id={`command-${id}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={id === active?.id}
                    onPointerMove={() => setChosen(id)}
                    onClick={run}
                    className={cn(
                      "flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2.5 text-sm",
                      id === active?.id && "bg-hover",
                    )}
                  >
                    <Icon aria-hidden className="size-4 shrink-0 text-ink-3" />
                    <span className="min-w-0 truncate">{label}</span>
                    {note ? (
                      <span className="ml-auto max-w-[45%] shrink-0 truncate text-xs text-ink-3">{note}</span>
                    ) : null}
                  </div>
                ))}
              </div>
            ))}
          </div>
          <p role="status" className="border-t border-line px-4 py-2 text-xs text-ink-3 empty:hidden">
            {entries.length > 0 ? T.hint : isSearching ? T.searching : T.none}
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
