import { Lock } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { SETTINGS_TEXTS as T } from "./texts.ts";

/** What a plain user sees where only owners and admins may look. */
export function ManagersOnly() {
  return (
    <Card>
      <EmptyState icon={Lock} title={T.managersTitle} text={T.managersText} />
    </Card>
  );
}
