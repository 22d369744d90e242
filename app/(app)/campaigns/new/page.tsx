import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { campaignInputSchema } from "#lib/domain/api/campaign";
import { currentUser, userContext } from "@/app/_server/session";
import { CampaignForm } from "@/components/campaigns/campaign-form";
import { FORM_TEXTS } from "@/components/campaigns/texts";
import { PageHeader } from "@/components/layout/page-header";
import { campaignFormChoices } from "../campaign-form-choices.ts";
import { createCampaignAction } from "./actions.ts";

export const metadata: Metadata = { title: "New campaign" };

export default async function NewCampaignPage() {
  const user = await currentUser();
  if (!user) redirect("/sign-in");
  const defaults = campaignInputSchema
    .omit({ name: true, goal: true })
    .parse({ script_config: { company_name: user.business_name } });
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader parent={{ href: "/campaigns", label: "Campaigns" }} title="New campaign" />
      <CampaignForm
        action={createCampaignAction}
        values={{ ...defaults, name: "", goal: "" }}
        choices={await campaignFormChoices(await userContext(), user.business_name)}
        submitText={FORM_TEXTS.submit}
        cancelHref="/campaigns"
      />
    </div>
  );
}
