export const DEMO_OWNER = {
  email: "demo@example.com",
  name: "Demo owner",
  businessName: "Bright Smile Dental",
};

/** Sandbox numbers by their last two digits: the fixed people that behave now, then ten drawn from their number. */
const FIXED = ["00", "01", "02", "03", "04", "05", "06", "07", "10", "11", "12", "32", "33", "38"];
const DRAWN = ["40", "41", "42", "43", "44", "45", "46", "47", "48", "49"];
/** Code words, so that the demo invents nobody. */
const NAMES =
  "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey Xray".split(
    " ",
  );

export interface DemoContact {
  phone_number: string;
  first_name: string;
}

export function demoContacts(): DemoContact[] {
  return [...FIXED, ...DRAWN].map((nn, i) => ({
    phone_number: `+141555501${nn}`,
    first_name: NAMES[i] ?? "",
  }));
}

/** Always open, in the spelling in which `campaigns.calling_config` is stored. */
export const DEMO_CAMPAIGN = {
  name: "Demo: book a check-up",
  description: "Calls 24 people of the sandbox. Press start and watch.",
  goal: "Offer a dental check-up next week and get a clear yes to being booked in.",
  maxConcurrentCalls: 5,
  maxAttempts: 2,
  scriptConfig: { agent_name: "Alex", company_name: DEMO_OWNER.businessName, language: "en" },
  callingConfig: {
    time_window_start: "00:00",
    time_window_end: "24:00",
    allowed_days: [0, 1, 2, 3, 4, 5, 6],
    timezone: "UTC",
    respect_lead_timezone: true,
    ring_timeout_s: 30,
    max_call_duration_s: 600,
    voicemail: "hang_up",
  },
};
