import { cn } from "./class-names.ts";

/** A grey block as large as what it stands for. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block animate-shimmer rounded-sm bg-hover", className)} />;
}

/** Says once, for a whole page or card, that it is on its way. */
export function Loading({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div role="status" aria-busy="true">
      <span className="sr-only">{label}</span>
      {children}
    </div>
  );
}
