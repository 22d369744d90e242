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
