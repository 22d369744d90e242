import type { LawBook } from "#lib/domain/laws/law-book";
import type { GateReason } from "#lib/domain/statuses";
import { isWindowOpen, nextOpening, type CallingWindow } from "./calling-window.ts";
import { localTime } from "./local-time.ts";

const QUARTER_MS = 15 * 60_000;
const SEARCH_MS = 14 * 86_400_000;

/** Where and when a lead may be called. All zones parse. */
export interface CallTimes {
  window: CallingWindow;
  /** The window has to be open in each of them. */
  windowZones: readonly string[];
  /** The law's hours have to be open on each of these clocks, by each of these places' laws. */
  zones: readonly string[];
  places: readonly string[];
}

export interface ClosedTime {
  reason: Extract<GateReason, "outside_window" | "outside_legal_hours" | "holiday">;
  /** The zone or the place that says no. */
  where: string;
}

/** null: nothing forbids this moment. */
export function whyClosed(times: CallTimes, laws: LawBook, at: Date): ClosedTime | null {
  const zone = times.windowZones.find((one) => !isWindowOpen(times.window, one, at));
  if (zone !== undefined) return { reason: "outside_window", where: zone };
  let holiday: ClosedTime | null = null;
  for (const clock of times.zones) {
    const local = localTime(at, clock);
    for (const place of times.places) {
      const answer = laws.askHours(place, local);
      if (answer === "closed") return { reason: "outside_legal_hours", where: place };
      if (answer === "holiday") holiday ??= { reason: "holiday", where: place };
    }
  }
  return holiday;
}

/** Of a search from `from`: everything before `next` is closed; null: for so long as a search looks. */
interface Found {
  from: number;
  next: Date | null;
}
const found = new WeakMap<LawBook, Map<string, Found>>();
const MOST_FOUND = 2000;

/**
 * The first moment from `at` on at which nothing forbids a call; null: none within two weeks. Every lead of a campaign in
 * the same zones asks the same, so that answers are kept for as long as they hold.
 */
export function nextCallTime(times: CallTimes, laws: LawBook, at: Date): Date | null {
  const known = foundBy(laws);
  const key = JSON.stringify(times);
  const last = known.get(key);
  const holdsUntil = last ? (last.next?.getTime() ?? last.from + SEARCH_MS / 2) : 0;
  if (last && last.from <= at.getTime() && at.getTime() <= holdsUntil) return last.next;
  const next = search(times, laws, at);
  if (known.size >= MOST_FOUND) known.clear();
  known.set(key, { from: at.getTime(), next });
  return next;
}

function foundBy(laws: LawBook): Map<string, Found> {
  const known = found.get(laws) ?? new Map<string, Found>();
  found.set(laws, known);
  return known;
}

/** Each rule moves the moment on to its own next opening, until all agree. */
function search(times: CallTimes, laws: LawBook, at: Date): Date | null {
  const until = at.getTime() + SEARCH_MS;
  let moment = at;
  for (;;) {
    if (moment.getTime() > until) return null;
    const closed = whyClosed(times, laws, moment);
    if (!closed) return moment;
    if (closed.reason === "outside_window") {
      const opening = nextOpening(times.window, closed.where, moment);
      if (!opening) return null;
      moment = opening;
    } else {
      // The laws' hours begin and end on the quarter, and so do the zones' offsets.
      moment = new Date((Math.floor(moment.getTime() / QUARTER_MS) + 1) * QUARTER_MS);
    }
  }
}
