import { ListSkeleton } from "@/components/layout/list-skeleton";

export default function CampaignsLoading() {
  return <ListSkeleton label="Loading campaigns" />;
}
