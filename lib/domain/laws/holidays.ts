/** Public holidays by rule, so that no year has to be added by hand. A day is `month * 100 + day`. */

type HolidayRule =
  | { on: number }
  /** The `nth` such weekday of a month (0 = Monday), -1: the last. */
  | { nth: number; weekday: number; month: number }
  /** Days after Easter Sunday (western). */
  | { easter: number };

const NEW_YEAR: HolidayRule = { on: 101 };
const CHRISTMAS: HolidayRule = { on: 1225 };
const BOXING_DAY: HolidayRule = { on: 1226 };
const GOOD_FRIDAY: HolidayRule = { easter: -2 };
const EASTER_MONDAY: HolidayRule = { easter: 1 };
const ALL_SAINTS: HolidayRule = { on: 1101 };
const ASSUMPTION: HolidayRule = { on: 815 };
const LABOUR_DAY: HolidayRule = { on: 501 };

/** Fixed days of these fall on the nearest weekday as well when they are on a weekend. */
const CALENDARS = {
  US: {
    isObserved: true,
    rules: [
      NEW_YEAR,
      { nth: 3, weekday: 0, month: 1 },
      { nth: 3, weekday: 0, month: 2 },
      { nth: -1, weekday: 0, month: 5 },
      { on: 619 },
      { on: 704 },
      { nth: 1, weekday: 0, month: 9 },
      { nth: 2, weekday: 0, month: 10 },
      { on: 1111 },
      { nth: 4, weekday: 3, month: 11 },
      CHRISTMAS,
    ],
  },
  FR: {
    isObserved: false,
    rules: [
      NEW_YEAR,
      EASTER_MONDAY,
      LABOUR_DAY,
      { on: 508 },
      { easter: 39 },
      { easter: 50 },
      { on: 714 },
      ASSUMPTION,
      ALL_SAINTS,
      { on: 1111 },
      CHRISTMAS,
    ],
  },
  ES: {
    isObserved: false,
    rules: [
      NEW_YEAR,
      { on: 106 },
      GOOD_FRIDAY,
      LABOUR_DAY,
      ASSUMPTION,
      { on: 1012 },
      ALL_SAINTS,
      { on: 1206 },
      { on: 1208 },
      CHRISTMAS,
    ],
  },
  AU: {
    isObserved: true,
    rules: [NEW_YEAR, { on: 126 }, GOOD_FRIDAY, EASTER_MONDAY, { on: 425 }, CHRISTMAS, BOXING_DAY],
  },
} as const satisfies Record<string, { isObserved: boolean; rules: readonly HolidayRule[] }>;

export type HolidayCalendar = keyof typeof CALENDARS;
export const HOLIDAY_CALENDARS = Object.keys(CALENDARS) as HolidayCalendar[];

const DAY_MS = 86_400_000;
const utc = (year: number, month: number, day: number): Date => new Date(Date.UTC(year, month - 1, day));
const keyOf = (at: Date): string => at.toISOString().slice(0, 10);
const weekdayOf = (at: Date): number => (at.getUTCDay() + 6) % 7;

/** Easter Sunday by the anonymous Gregorian computus. */
export function easterSunday(year: number): Date {
  const a = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const g = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const h = (19 * a + century - Math.floor(century / 4) - g + 15) % 30;
  const l = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - h - (yearOfCentury % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return utc(year, Math.floor(sum / 31), (sum % 31) + 1);
}

function dateOf(rule: HolidayRule, year: number): Date {
  if ("on" in rule) return utc(year, Math.floor(rule.on / 100), rule.on % 100);
  if ("easter" in rule) return new Date(easterSunday(year).getTime() + rule.easter * DAY_MS);
  if (rule.nth > 0) {
    const first = utc(year, rule.month, 1);
    return utc(year, rule.month, 1 + ((rule.weekday - weekdayOf(first) + 7) % 7) + (rule.nth - 1) * 7);
  }
  const last = utc(year, rule.month + 1, 0);
  return new Date(last.getTime() - ((weekdayOf(last) - rule.weekday + 7) % 7) * DAY_MS);
}

const known = new Map<string, ReadonlySet<string>>();

function holidaysOf(calendar: HolidayCalendar, year: number): ReadonlySet<string> {
  const key = `${calendar}${year}`;
  const found = known.get(key);
  if (found) return found;
  const { isObserved, rules } = CALENDARS[calendar];
  const days = new Set<string>();
  // A New Year's Day on a Saturday is kept on the Friday of the year before.
  for (const named of [year, year + 1]) {
    for (const rule of rules) {
      const at = dateOf(rule, named);
      days.add(keyOf(at));
      const weekday = weekdayOf(at);
      if (isObserved && weekday === 5) days.add(keyOf(new Date(at.getTime() - DAY_MS)));
      if (isObserved && weekday === 5) days.add(keyOf(new Date(at.getTime() + 2 * DAY_MS)));
      if (isObserved && weekday === 6) days.add(keyOf(new Date(at.getTime() + DAY_MS)));
    }
  }
  known.set(key, days);
  return days;
}

export function isHoliday(
  calendar: HolidayCalendar,
  date: { year: number; month: number; day: number },
): boolean {
  return holidaysOf(calendar, date.year).has(keyOf(utc(date.year, date.month, date.day)));
}
