import { SearchX } from "lucide-react";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export default function SectionNotFound() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <Card>
        <EmptyState
          icon={SearchX}
          title="There is nothing at this address"
          text="It may have been removed, or it belongs to another business."
          action={<LinkButton href="/overview">Go to the overview</LinkButton>}
        />
      </Card>
    </>
  );
}
