import { Card } from "@/components/ui/card";
import { MetricRow, MetricSkeleton } from "@/components/ui/metric";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";

export default function OverviewLoading() {
  return (
    <Loading label="Loading the overview">
      <Skeleton className="mb-6 h-7 w-32" />
      <div className="flex flex-col gap-4">
        <MetricRow label="">
          {[0, 1, 2, 3].map((i) => (
            <MetricSkeleton key={i} />
          ))}
        </MetricRow>
        <Card>
          <TableSkeleton rows={2} />
        </Card>
        <Card>
          <TableSkeleton rows={8} />
        </Card>
      </div>
    </Loading>
  );
}
