import { ListSkeleton } from "@/components/layout/list-skeleton";

export default function ContactsLoading() {
  return <ListSkeleton label="Loading contacts" />;
}
