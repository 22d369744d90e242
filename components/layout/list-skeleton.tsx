import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";

/** A page that is a heading and a table. */
export function ListSkeleton({ label }: { label: string }) {
  return (
    <Loading label={label}>
      <Skeleton className="mb-6 h-7 w-32" />
      <Card>
        <TableSkeleton />
      </Card>
    </Loading>
  );
}
