import type { CampaignDraft } from "./api/campaign.ts";

/** Of the sandbox's people, those who show most in least time: agrees, interrupts, busy, declines, voicemail. */
const PEOPLE = [
  ["00", "Alpha"],
  ["10", "Bravo"],
  ["01", "Charlie"],
  ["06", "Delta"],
  ["03", "Echo"],
] as const;

export const SAMPLE_CONTACTS = PEOPLE.map(([nn, first_name]) => ({
  phone_number: `+141555501${nn}`,
  first_name,
}));

/** A campaign that shows what the product does within a minute, in the business's own name. */
export const sampleCampaign = (companyName: string): CampaignDraft => ({
  name: "Sample: book a check-up",
  description: "Calls five people of the sandbox. Nobody's phone rings.",
  goal: "Offer a check-up next week and get a clear yes to being booked in.",
  max_concurrent_calls: 5,
  max_attempts: 1,
  script_config: { company_name: companyName },
  calling_config: {
    time_window_start: "00:00",
    time_window_end: "24:00",
    allowed_days: [0, 1, 2, 3, 4, 5, 6],
    timezone: "UTC",
  },
});
