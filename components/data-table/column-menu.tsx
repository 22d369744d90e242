"use client";

import { Check, Columns3 } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { Button } from "@/components/ui/button";
import type { Column } from "./column.ts";
import { TABLE_TEXTS as T } from "./texts.ts";

interface ColumnMenuProps<T> {
  columns: readonly Column<T>[];
  /** Those whose showing was turned over. */
  changed: ReadonlySet<string>;
  onToggle: (id: string) => void;
}

export function ColumnMenu<T>({ columns, changed, onToggle }: ColumnMenuProps<T>) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>
        <Button size="sm">
          <Columns3 aria-hidden />
          <span className="max-sm:sr-only">{T.columns}</span>
        </Button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="end"
          sideOffset={4}
          className="z-50 min-w-44 rounded-lg border border-line bg-surface p-1 shadow-float"
        >
          {columns
            .filter(({ isOptional }) => isOptional)
            .map(({ id, head, isHiddenAtFirst = false }) => (
              <Radix.CheckboxItem
                key={id}
                checked={isHiddenAtFirst === changed.has(id)}
                onCheckedChange={() => onToggle(id)}
                onSelect={(event) => event.preventDefault()}
                className="relative flex cursor-pointer items-center rounded-sm py-1.5 pr-2.5 pl-8 text-sm outline-none select-none data-[highlighted]:bg-hover"
              >
                <Radix.ItemIndicator className="absolute left-2.5">
                  <Check aria-hidden className="size-3.5 text-accent" />
                </Radix.ItemIndicator>
                {head}
              </Radix.CheckboxItem>
            ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
