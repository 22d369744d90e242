import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The process ids that the launcher keeps (`run.json` in the data folder); null while a part is down. */
export async function pidOf(part: "web" | "worker" | "sandbox"): Promise<number | null> {
  const folder = process.env["TALKY_TEST_DATA_DIR"];
  if (!folder) throw new Error('TALKY_TEST_DATA_DIR is not set: run the tests through "npm test".');
  const run = JSON.parse(await readFile(join(folder, "run.json"), "utf8")) as {
    pids: Record<string, number>;
  };
  return run.pids[part] ?? null;
}
