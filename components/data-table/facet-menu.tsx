"use client";

import { ChevronDown } from "lucide-react";
import { DropdownMenu as Radix } from "radix-ui";
import { formatCount } from "@/components/format/numbers";
import { buttonStyle } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { TABLE_TEXTS as T } from "./texts.ts";

export interface FacetOption {
  value: string;
  label: string;
  /** How many rows have it; undefined: not counted. */
  count?: number | undefined;
  /** There may be more. */
  isCapped?: boolean;
}

interface FacetMenuProps {
  label: string;
  value: string | undefined;
  /** One list, or several below headings of their own. */
  groups: { title?: string; options: FacetOption[] }[];
  onChange: (value: string) => void;
  /** What choosing nothing means; null: something is always chosen. */
  any?: string | null;
}

const item =
  "flex cursor-pointer items-center gap-4 rounded-sm py-1.5 pr-2.5 pl-7 text-sm outline-none select-none data-[highlighted]:bg-hover relative";

/** A filter as a sentence's part: "Outcome: Busy". What cannot be chosen is not shown. */
export function FacetMenu({ label, value, groups, onChange, any = T.all }: FacetMenuProps) {
  const options = groups.flatMap((group) => group.options);
  const chosen = options.find((option) => option.value === value);
  if (options.length === 0 && !value) return null;
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger
        className={cn(
          buttonStyle({ size: "sm" }),
          "max-w-56 font-normal",
          value ? "border-accent text-ink" : "border-dashed text-ink-2",
        )}
      >
        <span className="truncate">
          {label}
          {value ? (
            <>
              : <span className="font-medium">{chosen?.label ?? value}</span>
            </>
          ) : null}
        </span>
        <ChevronDown aria-hidden />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[min(24rem,var(--radix-dropdown-menu-content-available-height))] min-w-52 overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-float"
        >
          <Radix.RadioGroup value={value ?? ""} onValueChange={onChange}>
            {any === null ? null : (
              <Radix.RadioItem value="" className={item}>
                <Chosen />
                {any}
              </Radix.RadioItem>
            )}
            {groups.map((group) => (
              <div key={group.title ?? ""}>
                {group.title && group.options.length > 0 ? (
                  <Radix.Label className="px-2.5 pt-2 pb-1 text-xs text-ink-3">{group.title}</Radix.Label>
                ) : null}
                {group.options.map((option) => (
                  <Radix.RadioItem key={option.value} value={option.value} className={item}>
                    <Chosen />
                    <span className="min-w-0 truncate">{option.label}</span>
                    {option.count === undefined ? null : (
                      <span className="ml-auto text-xs text-ink-3">
                        {formatCount(option.count)}
                        {option.isCapped ? "+" : ""}
                      </span>
                    )}
                  </Radix.RadioItem>
                ))}
              </div>
            ))}
          </Radix.RadioGroup>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Chosen() {
  return <Radix.ItemIndicator className="absolute left-2.5 size-1.5 rounded-full bg-accent" aria-hidden />;
}
