import type { CallingConfig } from "#lib/domain/settings";
import { DAY_TEXT } from "./texts.ts";

const WHOLE_WEEK = 7;

/** "Mon–Fri, 09:00–19:00 Europe/Paris"; "Always open" when no hour is left out. */
export function scheduleText(
  config: Pick<CallingConfig, "time_window_start" | "time_window_end" | "allowed_days" | "timezone">,
): string {
  const isWholeDay = config.time_window_start === "00:00" && config.time_window_end === "24:00";
  const days = daysText(config.allowed_days);
  if (isWholeDay && config.allowed_days.length === WHOLE_WEEK) return "Always open";
  const hours = isWholeDay ? "all day" : `${config.time_window_start}–${config.time_window_end}`;
  return `${days}, ${hours} ${config.timezone.replaceAll("_", " ")}`;
}

/** Runs of three and more days in a row are written as a range. */
function daysText(days: readonly number[]): string {
  if (days.length === WHOLE_WEEK) return "Every day";
  const runs: number[][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  return runs
    .map((run) => {
      const words = run.map((day) => DAY_TEXT[day] ?? "?");
      return words.length > 2 ? `${words[0]}–${words.at(-1)}` : words.join(", ");
    })
    .join(", ");
}
