import { setPriority } from "node:os";

const NICENESS = 10;

/**
 * Lets a process, and what it will start, step back behind the calls: one that has to wait for a processor sounds like an
 * outage. @param {number | undefined} pid
 */
export function stepBack(pid) {
  try {
    if (pid !== undefined) setPriority(pid, NICENESS);
  } catch {
    // Some systems don't let anybody, and a process may be over already: then all compete.
  }
}
