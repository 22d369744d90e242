import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function ContactLoading() {
  return (
    <Loading label="Loading the contact">
      <Skeleton className="h-3 w-24" />
      <Skeleton className="mt-2 mb-6 h-7 w-56" />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
        <div className="flex flex-col gap-4">
          <Card className="h-64" />
          <Card className="h-48" />
        </div>
        <Card className="h-96" />
      </div>
    </Loading>
  );
}
