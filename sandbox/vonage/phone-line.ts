import type { Person } from "../callees/person.ts";
import type { CarrierStatus } from "./call-record.ts";

/** A network gives up by itself after this, whatever the ringing timer says. */
const NETWORK_GIVES_UP_MS = 55_000;

/** How an attempt ends that nobody answers; `after` counts from the create. */
export interface Unanswered {
  afterMs: number;
  status: Exclude<CarrierStatus, "started" | "ringing" | "answered" | "completed" | "cancelled">;
  sipCode: number;
  detail?: string;
}

export interface LinePlan {
  /** null: it never rings. */
  ringsAfterMs: number | null;
  /** When it is picked up, or what happens instead. */
  end: { answersAfterMs: number } | Unanswered;
}

/** What the network makes of a call to this person. Pure; the seconds are the person's own. */
export function planLine(person: Person, ringingTimerS: number): LinePlan {
  const ringsAfterMs = 100 + 200 * person.random();
  const doneMs = ringsAfterMs + person.ringMs;
  const ringsOutMs = ringsAfterMs + ringingTimerS * 1000;
  const plan = (end: LinePlan["end"]): LinePlan => {
    const isTooLate = ("answersAfterMs" in end ? end.answersAfterMs : end.afterMs) >= ringsOutMs;
    if (!isTooLate) return { ringsAfterMs, end };
    return { ringsAfterMs, end: { afterMs: ringsOutMs, status: "timeout", sipCode: 480, detail: "timeout" } };
  };
  switch (person.line) {
    case "answers":
      return plan({ answersAfterMs: doneMs });
    case "busy":
      return { ringsAfterMs: null, end: { afterMs: doneMs, status: "busy", sipCode: 486 } };
    case "rejects":
      return plan({ afterMs: doneMs, status: "rejected", sipCode: 603, detail: "declined" });
    case "unreachable":
      return plan({ afterMs: 3 * doneMs, status: "unanswered", sipCode: 480, detail: "unavailable" });
    case "rings_on":
      return plan({ afterMs: NETWORK_GIVES_UP_MS, status: "unanswered", sipCode: 480, detail: "timeout" });
    case "out_of_service":
      return {
        ringsAfterMs: null,
        end: { afterMs: 500, status: "failed", sipCode: 404, detail: "number_out_of_service" },
      };
  }
}
