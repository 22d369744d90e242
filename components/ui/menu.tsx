"use client";

import { DropdownMenu as Radix, Slot } from "radix-ui";
import { type ComponentProps, type ReactNode, useState } from "react";
import { cn } from "./class-names.ts";

/**
 * A button that opens a list of actions; `trigger` must be a button. Nothing but that button is there until it is first
 * pressed: a list has a menu in each row, and all of them together take as long to draw as everything else in it.
 */
export function Menu({ trigger, children, align = "end" }: MenuProps) {
  const [wasPressed, setWasPressed] = useState(false);
  if (!wasPressed)
    return (
      <Slot.Root aria-haspopup="menu" aria-expanded={false} onClick={() => setWasPressed(true)}>
        {trigger}
      </Slot.Root>
    );
  return (
    <Radix.Root modal={false} defaultOpen>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          className="z-50 min-w-44 rounded-lg border border-line bg-surface p-1 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface MenuProps {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "end";
}

export function MenuItem({
  className,
  danger,
  ...rest
}: ComponentProps<typeof Radix.Item> & { danger?: boolean }) {
  return (
    <Radix.Item
      className={cn(
        "flex cursor-pointer items-center gap-2 rounded-sm px-2.5 py-1.5 text-sm outline-none select-none data-[disabled]:opacity-50 data-[highlighted]:bg-hover [&_svg]:size-4",
        danger ? "text-bad" : "text-ink",
        className,
      )}
      {...rest}
    />
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2.5 py-1.5 text-xs text-ink-3">{children}</Radix.Label>;
}

export function MenuLine() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}
