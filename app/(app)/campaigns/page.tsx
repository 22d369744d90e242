import { Plus } from "lucide-react";
import type { Metadata } from "next";
import { listCampaigns } from "#lib/services/campaigns/list-campaigns";
import { LAYOUT_TEXTS as T } from "@/components/layout/texts";
import { PageHeader } from "@/components/layout/page-header";
import { LinkButton } from "@/components/ui/link-button";
import { pageContext } from "../page-context.ts";
import { CampaignsScreen } from "./campaigns-screen.tsx";

export const metadata: Metadata = { title: T.campaigns };

export default async function CampaignsPage() {
  const ctx = await pageContext();
  const campaigns = await listCampaigns(ctx, { limit: 200 });
  return (
    <>
      <PageHeader
        title={T.campaigns}
        actions={
          <LinkButton href="/campaigns/new" look="primary">
            <Plus aria-hidden />
            {T.newCampaign}
          </LinkButton>
        }
      />
      <CampaignsScreen initial={campaigns} />
    </>
  );
}
