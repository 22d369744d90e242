/** How often a page asks while something on it goes on, and while nothing does. */
export const LIVE_EVERY_MS = 1_000;
export const QUIET_EVERY_MS = 10_000;
