import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { campaignInputSchema } from "#lib/domain/api/campaign";
import { currentUser } from "@/app/_server/session";
import { BUILDER_TEXTS as T } from "@/components/campaigns/builder-texts";
import { BuilderFrame } from "@/components/campaigns/builder-frame";
import { DetailsStep } from "@/components/campaigns/step-forms";
import { BUILDER_STEPS } from "../builder-step.ts";
import { createDraft } from "./actions.ts";

export const metadata: Metadata = { title: T.title };

export default async function NewCampaignPage() {
  const user = await currentUser();
  if (!user) redirect("/sign-in");
  const defaults = campaignInputSchema
    .omit({ name: true, goal: true })
    .parse({ script_config: { company_name: user.business_name } });
  return (
    <BuilderFrame
      title={T.title}
      steps={BUILDER_STEPS.map((step, i) => ({
        label: T.step[step],
        href: null,
        isCurrent: i === 0,
        isDone: false,
      }))}
    >
      <DetailsStep
        action={createDraft.bind(null, user.business_name)}
        values={{ ...defaults, name: "", goal: "" }}
        backHref="/campaigns"
      />
    </BuilderFrame>
  );
}
