import { Skeleton } from "./skeleton.tsx";

/** Rows as high as those of a table. */
export function TableSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div aria-hidden>
      <div className="flex h-9 items-center gap-8 border-b border-line bg-subtle/60 px-4">
        <Skeleton className="h-3 w-24" />
        <Skeleton className="h-3 w-16" />
        <Skeleton className="ml-auto h-3 w-16" />
      </div>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="flex h-13 items-center gap-8 border-b border-line px-4 last:border-b-0">
          <span className="flex w-40 flex-col gap-1.5">
            <Skeleton className="h-3.5 w-32" />
            <Skeleton className="h-3 w-24" />
          </span>
          <Skeleton className="h-5 w-28 rounded-full" />
          <Skeleton className="ml-auto h-3.5 w-16" />
        </div>
      ))}
    </div>
  );
}
