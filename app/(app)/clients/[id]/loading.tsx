import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function ClientLoading() {
  return (
    <Loading label="Loading the client">
      <Skeleton className="h-3 w-16" />
      <Skeleton className="mt-2 mb-6 h-7 w-56" />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_18rem]">
        <Card className="h-64" />
        <Card className="h-80" />
      </div>
    </Loading>
  );
}
