import { ListSkeleton } from "@/components/layout/list-skeleton";

export default function DoNotCallLoading() {
  return <ListSkeleton label="Loading the do-not-call list" />;
}
