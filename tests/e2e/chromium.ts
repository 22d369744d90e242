import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** An installed Chromium or Chrome: TALKY_CHROMIUM, else the PATH; undefined leaves it to Playwright's own. */
export function findChromium(env: Record<string, string | undefined> = process.env): string | undefined {
  if (env["TALKY_CHROMIUM"]) return env["TALKY_CHROMIUM"];
  const folders = (env["PATH"] ?? "").split(delimiter).filter(Boolean);
  return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(canRun);
}

function canRun(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
