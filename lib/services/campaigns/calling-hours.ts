import { isDeepStrictEqual } from "node:util";
import type { CallingConfig } from "#lib/domain/settings";
import { wrongField } from "../missing.ts";

/** Throws `invalid` for hours that never come: a campaign that runs by them waits for good, and says nothing of it. */
export function checkHours({ time_window_start: start, time_window_end: end }: CallingConfig): void {
  if (start !== end) return;
  throw wrongField(
    "calling_config.time_window_end",
    "The hours end where they begin, so nobody would be called. The whole day is 00:00 to 24:00.",
  );
}

const hoursOf = (config: CallingConfig) => [
  config.time_window_start,
  config.time_window_end,
  config.allowed_days,
  config.timezone,
  config.respect_lead_timezone,
];

/** Whether somebody may be called at another time by the one than by the other. */
export const hasSameHours = (one: CallingConfig, other: CallingConfig): boolean =>
  isDeepStrictEqual(hoursOf(one), hoursOf(other));
