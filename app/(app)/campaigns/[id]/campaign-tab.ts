export const CAMPAIGN_TABS = ["overview", "contacts", "calls", "settings", "proof"] as const;
export type CampaignTab = (typeof CAMPAIGN_TABS)[number];

export function tabOf(value: string | string[] | undefined): CampaignTab {
  return CAMPAIGN_TABS.find((tab) => tab === value) ?? "overview";
}
