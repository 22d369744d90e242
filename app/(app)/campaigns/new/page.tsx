import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { defaultDisclosure } from "#lib/domain/conversation/disclosure";
import { CALLING_DEFAULTS, scriptConfigSchema } from "#lib/domain/settings";
import { listAgents } from "#lib/services/agents/list-agents";
import { currentUser, userContext } from "@/app/_server/session";
import { CampaignForm } from "@/components/campaigns/campaign-form";
import { PageHeader } from "@/components/layout/page-header";
import { createCampaignAction } from "./actions.ts";

export const metadata: Metadata = { title: "New campaign" };

const TIME_ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];

export default async function NewCampaignPage() {
  const user = await currentUser();
  if (!user) redirect("/sign-in");
  const agents = await listAgents(await userContext(), { is_active: true, limit: 200 });
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader parent={{ href: "/campaigns", label: "Campaigns" }} title="New campaign" />
      <CampaignForm
        action={createCampaignAction}
        timeZones={TIME_ZONES}
        defaults={{
          agentName: scriptConfigSchema.parse({}).agent_name,
          companyName: user.business_name,
          disclosure: defaultDisclosure("en", user.business_name).replace(
            "{{company_name}}",
            user.business_name,
          ),
          windowStart: CALLING_DEFAULTS.time_window_start,
          windowEnd: CALLING_DEFAULTS.time_window_end,
          allowedDays: CALLING_DEFAULTS.allowed_days,
          timezone: CALLING_DEFAULTS.timezone,
          respectLeadTimezone: CALLING_DEFAULTS.respect_lead_timezone,
          ringTimeoutS: CALLING_DEFAULTS.ring_timeout_s,
          maxCallDurationS: CALLING_DEFAULTS.max_call_duration_s,
          voicemail: CALLING_DEFAULTS.voicemail,
          maxAttempts: CALLING_DEFAULTS.max_attempts,
          agents: agents.items.map(({ id, name }) => ({ id, name })),
          maxConcurrentCalls: CALLING_DEFAULTS.max_concurrent_calls,
        }}
      />
    </div>
  );
}
