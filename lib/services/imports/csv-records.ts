import { Readable } from "node:stream";
import Papa from "papaparse";
import { readDelimiter, withPlainLineEnds } from "./csv-dialect.ts";

export interface CsvRecord {
  cells: string[];
  /** The quotes of this record do not match: its cells cannot be trusted. */
  isBroken: boolean;
}

type Step = { records: CsvRecord[]; resume: () => void } | { end: true } | { error: unknown };

/**
 * The records of a CSV text as they are read, in groups. The next piece of text is read only when the group has been
 * worked off, so that memory stays flat. Blank lines are records of one empty cell.
 */
export async function* csvRecords(text: AsyncIterable<string>): AsyncGenerator<CsvRecord[]> {
  const dialect = await readDelimiter(withPlainLineEnds(text));
  const source = Readable.from(dialect.text, { objectMode: false, encoding: "utf8" });
  const steps: Step[] = [];
  let wake = Promise.withResolvers<void>();
  const push = (step: Step): void => {
    steps.push(step);
    wake.resolve();
  };
  source.once("error", (error) => push({ error }));
  Papa.parse<string[]>(source, {
    delimiter: dialect.delimiter,
    newline: "\n",
    chunk: (results, parser) => {
      parser.pause();
      const broken = new Set(results.errors.filter((e) => e.type === "Quotes").map((e) => e.row));
      const records = results.data.map((cells, index) => ({ cells, isBroken: broken.has(index) }));
      push({ records, resume: () => parser.resume() });
    },
    complete: () => push({ end: true }),
    error: (error: Error) => push({ error }),
  });
  try {
    for (;;) {
      const step = steps.shift();
      if (!step) {
        await wake.promise;
        wake = Promise.withResolvers<void>();
      } else if ("error" in step) {
        throw step.error;
      } else if ("end" in step) {
        return;
      } else {
        yield step.records;
        step.resume();
      }
    }
  } finally {
    source.destroy();
  }
}
