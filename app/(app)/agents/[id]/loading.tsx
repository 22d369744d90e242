import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function AgentLoading() {
  return (
    <Loading label="Loading the agent">
      <Skeleton className="h-3 w-16" />
      <Skeleton className="mt-2 mb-6 h-7 w-48" />
      <Skeleton className="mb-5 h-9 w-72" />
      <Card className="h-24" />
      <Card className="mt-4 h-72" />
    </Loading>
  );
}
