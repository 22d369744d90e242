import { Card } from "@/components/ui/card";
import { MetricRow, MetricSkeleton } from "@/components/ui/metric";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function CampaignLoading() {
  return (
    <Loading label="Loading the campaign">
      <Skeleton className="h-3 w-20" />
      <Skeleton className="mt-2 mb-6 h-7 w-56" />
      <Skeleton className="mb-5 h-9 w-72" />
      <div className="flex flex-col gap-4">
        <MetricRow label="">
          {[0, 1, 2, 3].map((i) => (
            <MetricSkeleton key={i} />
          ))}
        </MetricRow>
        <div className="grid gap-4 lg:grid-cols-2">
          <Card className="h-52" />
          <Card className="h-52" />
        </div>
      </div>
    </Loading>
  );
}
