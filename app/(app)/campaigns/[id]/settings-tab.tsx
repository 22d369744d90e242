"use client";

import { useQueryClient } from "@tanstack/react-query";
import type { Campaign } from "#lib/domain/api/campaign";
import { isCampaignOver } from "#lib/domain/statuses";
import { campaignsKey } from "@/app/_client/campaign-queries";
import { CampaignForm } from "@/components/campaigns/campaign-form";
import type { CampaignFormChoices } from "@/components/campaigns/campaign-form-values";
import { FORM_TEXTS } from "@/components/campaigns/texts";
import type { FormAction } from "@/components/forms/form-state";
import { Notice } from "@/components/ui/notice";
import { useToast } from "@/components/ui/toast";

interface SettingsTabProps {
  campaign: Campaign;
  choices: CampaignFormChoices;
  save: FormAction;
}

/** The campaign's settings, while they decide something. */
export function SettingsTab({ campaign, choices, save }: SettingsTabProps) {
  const queries = useQueryClient();
  const toast = useToast();
  if (isCampaignOver(campaign.status)) return <Notice tone="info">{FORM_TEXTS.over}</Notice>;
  const { script_config: script } = campaign;
  // A name that is only the default is none that the campaign gives its agent.
  const isAgentsOwn = campaign.agent_id !== null && script.agent_name === choices.agentName;
  return (
    <CampaignForm
      action={save}
      values={isAgentsOwn ? { ...campaign, script_config: { ...script, agent_name: "" } } : campaign}
      choices={choices}
      submitText={FORM_TEXTS.save}
      cancelHref={`/campaigns/${campaign.id}`}
      onDone={({ done }) => {
        toast("good", done ?? "");
        void queries.invalidateQueries({ queryKey: campaignsKey });
      }}
    />
  );
}
