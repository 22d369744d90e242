/** One of a tenant's own numbers, as it stands today. */
export interface CallerId {
  phoneNumber: string;
  isActive: boolean;
  dailyCap: number;
  usedToday: number;
}

/** Country codes of the numbering plans: one digit, two, or three. Source: ITU-T E.164, list of assigned country codes. */
const COUNTRY_CODE = /^\+(1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})/;
/** North America's numbers have an area code of three digits behind the 1. */
const AREA_CODE = /^\+1\d{3}/;

/** 2: of the same area; 1: of the same country; 0: from elsewhere. Only North America's area codes are of one length. */
function nearness(phoneNumber: string, callee: string): number {
  const area = AREA_CODE.exec(callee)?.[0];
  if (area !== undefined && phoneNumber.startsWith(area)) return 2;
  return COUNTRY_CODE.exec(phoneNumber)?.[0] === COUNTRY_CODE.exec(callee)?.[0] ? 1 : 0;
}

/**
 * From which number this person is called: the nearest one, of these the one with the most room left today, then the one
 * that was used least. null: all of them are switched off, or have called as often as a day allows.
 */
export function pickCallerId(pool: readonly CallerId[], callee: string): string | null {
  const [best] = pool
    .filter((one) => one.isActive && one.usedToday < one.dailyCap)
    .map((one) => ({ ...one, near: nearness(one.phoneNumber, callee), room: one.dailyCap - one.usedToday }))
    .sort(
      (a, b) =>
        b.near - a.near ||
        b.room - a.room ||
        a.usedToday - b.usedToday ||
        (a.phoneNumber < b.phoneNumber ? -1 : 1),
    );
  return best?.phoneNumber ?? null;
}

const DAY_MS = 86_400_000;

/** The day (UTC) by which calls of a number are counted. */
export const capDayOf = (at: Date): string => at.toISOString().slice(0, 10);

/** When numbers that have called often enough may call again; null: none of them is waiting for that. */
export function callerIdFreeAt(pool: readonly CallerId[], now: Date): Date | null {
  if (!pool.some((one) => one.isActive)) return null;
  return new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS + DAY_MS);
}
