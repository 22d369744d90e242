import { ListSkeleton } from "@/components/layout/list-skeleton";

export default function CallsLoading() {
  return <ListSkeleton label="Loading calls" />;
}
