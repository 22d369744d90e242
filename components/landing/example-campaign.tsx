import { CampaignProgress } from "@/components/campaigns/campaign-progress";
import { CampaignStatusBadge } from "@/components/campaigns/campaign-status";
import { OutcomeBars } from "@/components/campaigns/outcome-bars";
import { Card, CardHeader } from "@/components/ui/card";
import { EXAMPLE_STATS } from "./example-board.ts";
import { LANDING_TEXTS as T } from "./texts.ts";

/** The campaign page's own pieces. */
export function ExampleCampaign() {
  return (
    <Card aria-label={T.campaignTitle}>
      <CardHeader
        title={T.campaignTitle}
        note={T.campaignNote}
        actions={<CampaignStatusBadge status="running" />}
      />
      <div className="grid md:grid-cols-2 md:divide-x md:divide-line">
        <CampaignProgress stats={EXAMPLE_STATS} />
        <OutcomeBars stats={EXAMPLE_STATS} />
      </div>
    </Card>
  );
}
