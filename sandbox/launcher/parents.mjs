import { readFileSync } from "node:fs";
import { isAlive, startOf } from "./processes.mjs";

/**
 * Calls `whenGone` once when npm, or the shell that npm runs a script in, has ended: a signal that is sent to npm ends
 * that shell and never arrives here. Without npm there is nothing to watch.
 * @param {() => unknown} whenGone
 */
export function watchParents(whenGone) {
  if (!process.env.npm_lifecycle_event) return;
  const parents = [process.ppid, parentOf(process.ppid)]
    .filter((pid) => pid > 1)
    .map((pid) => ({ pid, started: startOf(pid) }));
  const timer = setInterval(() => {
    if (parents.every(({ pid, started }) => isAlive(pid) && startOf(pid) === started)) return;
    clearInterval(timer);
    whenGone();
  }, 500);
  timer.unref();
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}
