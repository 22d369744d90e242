import { Card } from "@/components/ui/card";
import { Loading } from "@/components/ui/skeleton";
import { TableSkeleton } from "@/components/ui/table-skeleton";

export default function SettingsLoading() {
  return (
    <Loading label="Loading settings">
      <Card>
        <TableSkeleton rows={5} />
      </Card>
    </Loading>
  );
}
