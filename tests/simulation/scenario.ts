import { readPhoneNumber } from "#lib/services/contacts/phone-number";

/** Where and when a simulated campaign calls. */
export interface CampaignPlan {
  name: string;
  tenant: number;
  /** When it is started. */
  startsAt: Date;
  calling: {
    time_window_start: string;
    time_window_end: string;
    allowed_days: number[];
    timezone: string;
    ring_timeout_s?: number;
  };
  concurrency: number;
  maxAttempts: number;
  purpose: "transactional" | "marketing";
  leads: { phoneNumber: string; timezone: string | null }[];
}

const WORKDAYS = [0, 1, 2, 3, 4];
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** Numbers that could be somebody's: the laws' hours and the caps hold for them. Nobody is called here. */
const REAL: Record<string, (i: number) => string> = {
  "America/New_York": (i) => `+1212${7_360_000 + i}`,
  "America/Los_Angeles": (i) => `+1213${7_360_000 + i}`,
  "Europe/London": (i) => `+44207${1_830_000 + i}`,
  "Europe/Paris": (i) => `+3314${2_680_000 + i}`,
};

/** Reserved ones reach nobody: only the campaign's own hours hold, on the clock that the contact gives. */
const AREAS = Array.from({ length: 600 }, (_, i) => 201 + i).filter(
  (area) => !("problem" in readPhoneNumber(`+1${area}5550100`, "US")),
);
const reserved = (i: number): string =>
  `+1${AREAS[Math.floor(i / 100) % AREAS.length]}55501${String(i % 100).padStart(2, "0")}`;

export interface ScenarioSize {
  campaigns: number;
  /** Of a larger scenario: how many of its campaigns come before these; 0 where left out. */
  first?: number;
  leadsEach: number;
  tenants: number;
  concurrency: number;
  days: number;
}

/**
 * Campaigns in four zones over the nights on which Europe (25 October 2026) and North America (1 November) turn their
 * clocks back. Every third one calls fictional numbers at night, through the hour that comes twice.
 */
export function planScenario(size: ScenarioSize, start: Date): CampaignPlan[] {
  const zones = Object.keys(REAL);
  let fictional = 0;
  const used: Record<string, number> = {};
  return Array.from({ length: size.campaigns }, (_, nth): CampaignPlan => {
    const index = (size.first ?? 0) + nth;
    const zone = zones[index % zones.length] as string;
    const isNight = index % 3 === 2;
    const overlap = 3;
    const from = Math.max(0, (used[zone] ?? 0) - overlap);
    const leads = Array.from({ length: size.leadsEach }, (_, lead) => {
      if (!isNight) return { phoneNumber: REAL[zone]?.(from + lead) ?? "", timezone: null };
      fictional += 1;
      return { phoneNumber: reserved(fictional), timezone: zones[(index + lead) % zones.length] as string };
    });
    if (!isNight) used[zone] = from + size.leadsEach;
    return {
      name: `${zone} ${index + 1}`,
      // One zone's campaigns share a few people, and a tenant.
      tenant: (index % zones.length) % size.tenants,
      startsAt: new Date(start.getTime() + ((nth * size.days) / size.campaigns) * 0.5 * 86_400_000),
      calling: {
        ...(isNight
          ? { time_window_start: "23:00", time_window_end: "03:30", allowed_days: EVERY_DAY }
          : {
              time_window_start: "09:00",
              time_window_end: index % 2 === 0 ? "19:00" : "12:30",
              allowed_days: index % 2 === 0 ? WORKDAYS : EVERY_DAY,
            }),
        timezone: zone,
      },
      concurrency: size.concurrency,
      maxAttempts: 3,
      purpose: index % 4 === 3 ? "marketing" : "transactional",
      leads,
    };
  });
}
