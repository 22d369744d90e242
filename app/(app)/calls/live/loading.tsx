import { ListSkeleton } from "@/components/layout/list-skeleton";

export default function LiveLoading() {
  return <ListSkeleton label="Loading the live board" />;
}
