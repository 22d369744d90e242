import { ListSkeleton } from "@/components/layout/list-skeleton";

export default function RecordingsLoading() {
  return <ListSkeleton label="Loading the recordings" />;
}
