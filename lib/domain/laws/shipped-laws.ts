import type { HolidayCalendar } from "./holidays.ts";
import type { Law } from "./law.ts";

const dated = {
  entered_on: "2026-11-26",
  review_by: "2027-05-31",
  attempts_per_day: null,
  attempts_per_30_days: null,
};
const everyDay = (hours: string) => ({
  weekdays: hours,
  saturday: hours,
  sunday: hours,
  holidays: null,
  ...dated,
});
const noSunday = (hours: string, holidays: HolidayCalendar | null) => ({
  weekdays: hours,
  saturday: hours,
  sunday: "",
  holidays,
  ...dated,
});

/**
 * What the operator has not changed. Rules for sales calls, taken for every call: a call that is no sale may be allowed at more times, and keeping to less is
 * never wrong. They are no legal advice; whoever runs Talky has them looked at by the review date.
 */
export const SHIPPED_LAWS: readonly Law[] = [
  { place: "US", ...everyDay("08:00-21:00"), source: "47 CFR 64.1200(c)(1); 16 CFR 310.4(c)" },
  {
    place: "US-AL",
    ...noSunday("08:00-20:00", "US"),
    source: "Alabama PSC telephone rules; Ala. Code 8-19A",
  },
  { place: "US-CT", ...everyDay("09:00-20:00"), source: "Conn. Gen. Stat. 42-288a" },
  { place: "US-FL", ...everyDay("08:00-20:00"), attempts_per_day: 3, source: "Fla. Stat. 501.616(6)" },
  { place: "US-KY", ...everyDay("10:00-21:00"), source: "KRS 367.46955" },
  { place: "US-LA", ...noSunday("08:00-20:00", "US"), source: "Louisiana PSC Do Not Call General Order" },
  { place: "US-MA", ...everyDay("08:00-20:00"), source: "M.G.L. c. 159C" },
  {
    place: "US-MD",
    ...everyDay("08:00-20:00"),
    attempts_per_day: 3,
    source: "Md. Code, Com. Law 14-4501 and following",
  },
  { place: "US-MI", ...everyDay("09:00-21:00"), source: "Mich. Comp. Laws 445.111 and following" },
  { place: "US-MN", ...everyDay("09:00-21:00"), source: "Minn. Stat. 325E.30" },
  { place: "US-MS", ...noSunday("08:00-20:00", "US"), source: "Miss. Code 77-3-701 and following" },
  { place: "US-NM", ...everyDay("09:00-21:00"), source: "N.M. Stat. 57-12-22" },
  { place: "US-NV", ...everyDay("09:00-20:00"), source: "Nev. Rev. Stat. 598.0918" },
  { place: "US-OK", ...everyDay("08:00-20:00"), attempts_per_day: 3, source: "Okla. Stat. tit. 15, 775C.4" },
  { place: "US-OR", ...everyDay("08:00-20:00"), attempts_per_day: 3, source: "Oregon HB 3865 (2025)" },
  {
    place: "US-RI",
    ...dated,
    weekdays: "09:00-18:00",
    saturday: "10:00-17:00",
    sunday: "",
    holidays: "US",
    source: "R.I. Gen. Laws 5-61-3.6",
  },
  {
    place: "US-SD",
    ...noSunday("09:00-21:00", null),
    source: "S.D. Codified Laws 37-30A",
  },
  {
    place: "US-TX",
    ...dated,
    weekdays: "09:00-21:00",
    saturday: "09:00-21:00",
    sunday: "12:00-21:00",
    holidays: null,
    source: "Tex. Bus. & Com. Code 301.051",
  },
  { place: "US-UT", ...noSunday("08:00-21:00", "US"), source: "Utah Code 13-25a-103" },
  { place: "US-WA", ...everyDay("08:00-20:00"), source: "RCW 80.36.390" },
  { place: "US-WY", ...everyDay("08:00-20:00"), source: "Wyo. Stat. 40-12-302" },
  {
    place: "CA",
    ...dated,
    weekdays: "09:00-21:30",
    saturday: "10:00-18:00",
    sunday: "10:00-18:00",
    holidays: null,
    source: "CRTC Unsolicited Telecommunications Rules, part III",
  },
  {
    place: "FR",
    ...dated,
    weekdays: "10:00-13:00 14:00-20:00",
    saturday: "",
    sunday: "",
    holidays: "FR",
    attempts_per_30_days: 4,
    source: "Décret n° 2022-1313 (Code de la consommation D223-9)",
  },
  {
    place: "ES",
    ...dated,
    weekdays: "09:00-21:00",
    saturday: "",
    sunday: "",
    holidays: "ES",
    source: "Real Decreto Legislativo 1/2007, art. 96.2",
  },
  {
    place: "AU",
    ...dated,
    weekdays: "09:00-20:00",
    saturday: "09:00-17:00",
    sunday: "",
    holidays: "AU",
    source: "Telemarketing and Research Calls Industry Standard 2017",
  },
];
