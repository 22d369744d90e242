import { ListSkeleton } from "@/components/layout/list-skeleton";

export default function AnalyticsLoading() {
  return <ListSkeleton label="Loading the analytics" />;
}
