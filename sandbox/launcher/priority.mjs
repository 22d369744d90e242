import { writeFileSync } from "node:fs";
import { setPriority } from "node:os";

const BEHIND = 10;
const BEFORE = -5;

/**
 * Lets a process, and what it will start, step back behind the calls: one that has to wait for a processor sounds like an
 * outage. @param {number | undefined} pid
 */
export function stepBack(pid) {
  attempt(() => setPriority(Number(pid), BEHIND));
}

/**
 * Puts a process that calls wait for before everything else, where we may. It leads a session of its own: Linux weighs
 * sessions against each other, so that its own niceness alone would change little. @param {number | undefined} pid
 */
export function stepForward(pid) {
  attempt(() => setPriority(Number(pid), BEFORE));
  if (process.platform === "linux")
    attempt(() => writeFileSync(`/proc/${Number(pid)}/autogroup`, String(BEFORE)));
}

/** Some systems don't let anybody, and a process may be over already: then all compete. @param {() => void} change */
function attempt(change) {
  try {
    change();
  } catch {
    // As it was.
  }
}
