import { SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/class-names";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Loading } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";
import { TABLE_TEXTS as T } from "./texts.ts";

interface ListBodyProps {
  state: "loading" | "failed" | "ready";
  /** What stands there answers the question before; the new answer is on its way. */
  isStale?: boolean;
  isEmpty: boolean;
  isFiltered: boolean;
  loadingLabel: string;
  failed: { title: string; text: string; onRetry: () => void };
  /** Where there is nothing at all. */
  empty: ReactNode;
  onClearFilters: () => void;
  noResults?: { title: string; text: string };
  more: { isThere: boolean; isLoading: boolean; onMore: () => void; label?: string };
  children: ReactNode;
}

/** On its way, failed, nothing yet and nothing that matches are four different things. */
export function ListBody(props: ListBodyProps) {
  const {
    state,
    isStale = false,
    isEmpty,
    isFiltered,
    loadingLabel,
    failed,
    empty,
    onClearFilters,
    more,
    children,
  } = props;
  if (isEmpty && state === "loading") {
    return (
      <Loading label={loadingLabel}>
        <TableSkeleton />
      </Loading>
    );
  }
  if (isEmpty && state === "failed") return <ErrorState {...failed} />;
  if (isEmpty && isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title={props.noResults?.title ?? T.noResultsTitle}
        text={props.noResults?.text ?? T.noResultsText}
        action={<Button onClick={onClearFilters}>{T.clear}</Button>}
      />
    );
  }
  if (isEmpty) return empty;
  return (
    <div aria-busy={isStale} className={cn(isStale && "opacity-50 transition-opacity delay-150")}>
      {children}
      {more.isThere ? (
        <div className="flex justify-center border-t border-line py-2.5">
          <Button size="sm" disabled={more.isLoading} onClick={more.onMore}>
            {more.isLoading ? T.loadingMore : (more.label ?? T.more)}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
