import { Card } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

export default function NewCampaignLoading() {
  return (
    <Loading label="Loading the form">
      <Skeleton className="mb-6 h-7 w-40" />
      <div className="flex flex-col gap-4">
        {["h-80", "h-72", "h-96"].map((height) => (
          <Card key={height} className={height} />
        ))}
      </div>
    </Loading>
  );
}
