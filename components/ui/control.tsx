import type { ComponentProps } from "react";
import { cn } from "./class-names.ts";

const box =
  "w-full min-w-0 rounded-md border border-control bg-surface text-base text-ink shadow-card placeholder:text-ink-3 disabled:opacity-60 max-sm:text-[16px]";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input className={cn(box, "h-9 px-2.5", className)} {...rest} />;
}

export function Textarea({ className, rows = 4, ...rest }: ComponentProps<"textarea">) {
  return <textarea rows={rows} className={cn(box, "min-h-16 px-2.5 py-2", className)} {...rest} />;
}

export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <select className={cn(box, "h-9 pr-7 pl-2 text-ellipsis", className)} {...rest}>
      {children}
    </select>
  );
}
