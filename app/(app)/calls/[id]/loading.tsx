import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function CallLoading() {
  return (
    <Loading label="Loading the call">
      <Skeleton className="h-3 w-16" />
      <Skeleton className="mt-2 mb-6 h-7 w-56" />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
        <div className="flex flex-col gap-4">
          <Card className="h-52" />
          <Card className="h-96" />
        </div>
        <Card className="h-[30rem]" />
      </div>
    </Loading>
  );
}
