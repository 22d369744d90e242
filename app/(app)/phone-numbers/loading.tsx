import { ListSkeleton } from "@/components/layout/list-skeleton";

export default function PhoneNumbersLoading() {
  return <ListSkeleton label="Loading the phone numbers" />;
}
