import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { contactQuerySchema } from "#lib/domain/api/contact";
import { MAX_IMPORT_BYTES } from "#lib/domain/api/import";
import { canStartCampaign } from "#lib/domain/statuses";
import { getCampaign } from "#lib/services/campaigns/get-campaign";
import { listContacts } from "#lib/services/contacts/list-contacts";
import { BUILDER_TEXTS as T } from "@/components/campaigns/builder-texts";
import { BuilderFrame } from "@/components/campaigns/builder-frame";
import { AgentStep, DetailsStep, ScheduleStep } from "@/components/campaigns/step-forms";
import { idFrom, orNotFound, pageContext } from "../../../page-context.ts";
import { BUILDER_STEPS, stepBeside, stepHref, stepOf } from "../../builder-step.ts";
import { campaignFormChoices } from "../../campaign-form-choices.ts";
import { addContact } from "../actions.ts";
import { saveStep } from "./actions.ts";
import { ContactsStep } from "./contacts-step.tsx";
import { ReviewStep } from "./review-step.tsx";

export const metadata: Metadata = { title: T.title };

interface SetupPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** A draft on its way to a start, step by step. */
export default async function SetupPage({ params, searchParams }: SetupPageProps) {
  const id = idFrom((await params).id);
  const step = stepOf((await searchParams).step);
  const ctx = await pageContext();
  const campaign = await orNotFound(getCampaign(ctx, id));
  if (!canStartCampaign(campaign.status)) redirect(`/campaigns/${id}`);
  const before = stepBeside(step, -1);
  const backHref = before ? stepHref(id, before) : `/campaigns/${id}`;
  const place = BUILDER_STEPS.indexOf(step);
  const choices =
    step === "agent" || step === "schedule"
      ? await campaignFormChoices(ctx, campaign.script_config.company_name)
      : null;
  return (
    <BuilderFrame
      title={campaign.name}
      steps={BUILDER_STEPS.map((one, i) => ({
        label: T.step[one],
        href: stepHref(id, one),
        isCurrent: one === step,
        isDone: i < place,
      }))}
    >
      {step === "details" ? (
        <DetailsStep action={saveStep.bind(null, id, step)} values={campaign} backHref={backHref} />
      ) : null}
      {step === "contacts" ? (
        <ContactsStep
          campaignId={id}
          initial={await listContacts(ctx, id, contactQuerySchema.parse({}))}
          maxImportBytes={MAX_IMPORT_BYTES}
          addContact={addContact.bind(null, id)}
          backHref={backHref}
          nextHref={stepHref(id, "agent")}
        />
      ) : null}
      {step === "agent" && choices ? (
        <AgentStep
          action={saveStep.bind(null, id, step)}
          values={campaign}
          choices={choices}
          backHref={backHref}
        />
      ) : null}
      {step === "schedule" && choices ? (
        <ScheduleStep
          action={saveStep.bind(null, id, step)}
          values={campaign}
          choices={choices}
          backHref={backHref}
        />
      ) : null}
      {step === "review" ? (
        <ReviewStep
          campaign={campaign}
          backHref={backHref}
          hrefs={{
            details: stepHref(id, "details"),
            contacts: stepHref(id, "contacts"),
            agent: stepHref(id, "agent"),
            schedule: stepHref(id, "schedule"),
          }}
        />
      ) : null}
    </BuilderFrame>
  );
}
