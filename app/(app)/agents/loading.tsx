import { ListSkeleton } from "@/components/layout/list-skeleton";

export default function AgentsLoading() {
  return <ListSkeleton label="Loading agents" />;
}
