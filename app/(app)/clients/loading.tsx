import { ListSkeleton } from "@/components/layout/list-skeleton";

export default function ClientsLoading() {
  return <ListSkeleton label="Loading clients" />;
}
