import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names.ts";

export function Card({ className, ...rest }: ComponentProps<"section">) {
  return (
    <section
      className={cn("min-w-0 overflow-clip rounded-lg border border-line bg-surface shadow-card", className)}
      {...rest}
    />
  );
}

interface CardHeaderProps {
  title: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  id?: string;
}

export function CardHeader({ title, note, actions, id }: CardHeaderProps) {
  return (
    <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3">
      <div className={cn("min-w-0 grow", note && "basis-52")}>
        <h2 id={id} className="text-base font-semibold text-ink">
          {title}
        </h2>
        {note ? <p className="text-xs text-ink-3">{note}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
