import { AREA_CODES_BY_STATE } from "./area-codes-by-state.ts";

const eastern = "America/New_York";
const central = "America/Chicago";
const mountain = "America/Denver";
const pacific = "America/Los_Angeles";

/** The zones of each state and of Washington, D.C.; all that some part of it keeps. */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  AK: ["America/Anchorage", "America/Adak"],
  AL: [central],
  AR: [central],
  AZ: ["America/Phoenix", mountain],
  CA: [pacific],
  CO: [mountain],
  CT: [eastern],
  DC: [eastern],
  DE: [eastern],
  FL: [eastern, central],
  GA: [eastern],
  HI: ["Pacific/Honolulu"],
  IA: [central],
  ID: [mountain, pacific],
  IL: [central],
  IN: [eastern, central],
  KS: [central, mountain],
  KY: [eastern, central],
  LA: [central],
  MA: [eastern],
  MD: [eastern],
  ME: [eastern],
  MI: [eastern, central],
  MN: [central],
  MO: [central],
  MS: [central],
  MT: [mountain],
  NC: [eastern],
  ND: [central, mountain],
  NE: [central, mountain],
  NH: [eastern],
  NJ: [eastern],
  NM: [mountain],
  NV: [pacific, mountain],
  NY: [eastern],
  OH: [eastern],
  OK: [central],
  OR: [pacific, mountain],
  PA: [eastern],
  RI: [eastern],
  SC: [eastern],
  SD: [central, mountain],
  TN: [eastern, central],
  TX: [central, mountain],
  UT: [mountain],
  VA: [eastern],
  VT: [eastern],
  WA: [pacific],
  WI: [central],
  WV: [eastern],
  WY: [mountain],
};

export const US_STATES: readonly string[] = Object.keys(ZONES);

export const zonesOfState = (state: string): readonly string[] => ZONES[state] ?? [];

const NAMES =
  "AK Alaska|AL Alabama|AR Arkansas|AZ Arizona|CA California|CO Colorado|CT Connecticut|DC District of Columbia|DE Delaware|FL Florida|GA Georgia|HI Hawaii|IA Iowa|ID Idaho|IL Illinois|IN Indiana|KS Kansas|KY Kentucky|LA Louisiana|MA Massachusetts|MD Maryland|ME Maine|MI Michigan|MN Minnesota|MO Missouri|MS Mississippi|MT Montana|NC North Carolina|ND North Dakota|NE Nebraska|NH New Hampshire|NJ New Jersey|NM New Mexico|NV Nevada|NY New York|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VA Virginia|VT Vermont|WA Washington|WI Wisconsin|WV West Virginia|WY Wyoming";
const STATE_BY_NAME = new Map(
  NAMES.split("|").flatMap((entry) => [
    [entry.slice(0, 2).toLowerCase(), entry.slice(0, 2)] as const,
    [entry.slice(3).toLowerCase(), entry.slice(0, 2)] as const,
  ]),
);

/** "TX", "texas" → "TX"; null: no state of the USA. */
export const stateOfName = (name: string): string | null =>
  STATE_BY_NAME.get(name.trim().toLowerCase()) ?? null;

const STATE_BY_AREA_CODE = new Map(
  Object.entries(AREA_CODES_BY_STATE).flatMap(([state, codes]) =>
    codes.split(" ").map((code) => [code, state] as const),
  ),
);

/** The state that a number's area code belongs to; null: another country's, a toll-free one, or one not known yet. */
export const stateOfNumber = (phoneNumber: string): string | null =>
  phoneNumber.startsWith("+1") ? (STATE_BY_AREA_CODE.get(phoneNumber.slice(2, 5)) ?? null) : null;

/** First and last three digits of the ZIP codes of a state (USPS sectional centres). */
const ZIP_RANGES: readonly (readonly [number, number, string])[] = [
  [5, 5, "NY"],
  [10, 27, "MA"],
  [28, 29, "RI"],
  [30, 38, "NH"],
  [39, 49, "ME"],
  [50, 54, "VT"],
  [55, 55, "MA"],
  [56, 59, "VT"],
  [60, 69, "CT"],
  [70, 89, "NJ"],
  [100, 149, "NY"],
  [150, 196, "PA"],
  [197, 199, "DE"],
  [200, 200, "DC"],
  [201, 201, "VA"],
  [202, 205, "DC"],
  [206, 219, "MD"],
  [220, 246, "VA"],
  [247, 268, "WV"],
  [270, 289, "NC"],
  [290, 299, "SC"],
  [300, 319, "GA"],
  [320, 349, "FL"],
  [350, 369, "AL"],
  [370, 385, "TN"],
  [386, 397, "MS"],
  [398, 399, "GA"],
  [400, 427, "KY"],
  [430, 459, "OH"],
  [460, 479, "IN"],
  [480, 499, "MI"],
  [500, 528, "IA"],
  [530, 549, "WI"],
  [550, 567, "MN"],
  [569, 569, "DC"],
  [570, 577, "SD"],
  [580, 588, "ND"],
  [590, 599, "MT"],
  [600, 629, "IL"],
  [630, 658, "MO"],
  [660, 679, "KS"],
  [680, 693, "NE"],
  [700, 714, "LA"],
  [716, 729, "AR"],
  [730, 732, "OK"],
  [733, 733, "TX"],
  [734, 749, "OK"],
  [750, 799, "TX"],
  [800, 816, "CO"],
  [820, 831, "WY"],
  [832, 838, "ID"],
  [840, 847, "UT"],
  [850, 865, "AZ"],
  [870, 884, "NM"],
  [885, 885, "TX"],
  [889, 898, "NV"],
  [900, 961, "CA"],
  [967, 968, "HI"],
  [970, 979, "OR"],
  [980, 994, "WA"],
  [995, 999, "AK"],
];

/** "10001", "10001-1234" → "NY"; null: no ZIP code of a state. */
export function stateOfZip(zip: string): string | null {
  const digits = /^(\d{3})\d{2}(-?\d{4})?$/.exec(zip.trim())?.[1];
  if (digits === undefined) return null;
  const prefix = Number(digits);
  return ZIP_RANGES.find(([first, last]) => prefix >= first && prefix <= last)?.[2] ?? null;
}
