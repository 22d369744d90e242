import { CsvReader } from "./csv-reader.ts";
import { type Delimiter, guessDelimiter, readSepLine } from "./csv-dialect.ts";

const HEAD_CHARACTERS = 64 * 1024;

export interface CsvText {
  delimiter: Delimiter;
  /** The records in groups, blank lines as records of one empty cell. The next piece of text is read only when a group has been worked off. */
  records(): AsyncGenerator<string[][]>;
}

/** Looks at the text's beginning, and gives it back with the rest. `delimiter`: the one to use; null: by content. */
export async function openCsv(text: AsyncGenerator<string>, delimiter: Delimiter | null): Promise<CsvText> {
  let head = "";
  let isWhole = false;
  while (head.length < HEAD_CHARACTERS && !isWhole) {
    const next = await text.next();
    if (next.done) isWhole = true;
    else head += next.value;
  }
  const sep = readSepLine(head);
  const body = head.slice(sep.length);
  const chosen = delimiter ?? sep.delimiter ?? guessDelimiter(body, isWhole);
  return { delimiter: chosen, records: () => records(body, text, chosen, sep.length > 0) };
}

async function* records(
  head: string,
  rest: AsyncGenerator<string>,
  delimiter: Delimiter,
  hasSepLine: boolean,
): AsyncGenerator<string[][]> {
  const reader = new CsvReader(delimiter);
  try {
    // The line counts as a row, as a spreadsheet counts it.
    if (hasSepLine) yield [[""]];
    yield reader.push(head);
    for await (const piece of rest) yield reader.push(piece);
    yield reader.end();
  } finally {
    await rest.return(undefined);
  }
}
