import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import type { PartReport, PartRequest } from "./part.ts";

/** What parts came to, in a folder that outlives the run; without a folder, in memory. */
export class KeptReports {
  private readonly folder: string | undefined;
  private readonly known = new Map<number, PartReport>();

  constructor(folder: string | undefined) {
    this.folder = folder;
    if (folder !== undefined) mkdirSync(folder, { recursive: true });
  }

  /** Of exactly such a part. */
  find(request: PartRequest): PartReport | null {
    const report = this.known.get(request.seed) ?? this.read(request.seed);
    return report && isDeepStrictEqual(report.request, request) ? report : null;
  }

  add(report: PartReport): void {
    const { seed } = report.request;
    this.known.set(seed, report);
    if (this.folder !== undefined)
      writeFileSync(join(this.folder, `part-${seed}.json`), JSON.stringify(report, null, 2));
  }

  private read(seed: number): PartReport | null {
    if (this.folder === undefined) return null;
    try {
      return JSON.parse(readFileSync(join(this.folder, `part-${seed}.json`), "utf8")) as PartReport;
    } catch (error) {
      if ((error as { code?: string }).code === "ENOENT") return null;
      throw error;
    }
  }
}
