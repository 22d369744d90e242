/** Spreadsheets write what their country writes; the rarer the sign in a name, the surer it is a delimiter. */
const DELIMITERS = ["\t", ";", "|", ","] as const;
const MAX_HEADER_CHARACTERS = 64 * 1024;

/** All line ends as `\n`, also where a piece ends between `\r` and `\n`. */
export async function* withPlainLineEnds(text: AsyncIterable<string>): AsyncGenerator<string> {
  let held = "";
  for await (const piece of text) {
    const whole = held + piece;
    held = whole.endsWith("\r") ? "\r" : "";
    const ready = whole.slice(0, whole.length - held.length).replaceAll(/\r\n?/g, "\n");
    if (ready !== "") yield ready;
  }
  if (held !== "") yield "\n";
}

/** The delimiter of the first line that is not blank, and the text with what was read of it put back. */
export async function readDelimiter(
  text: AsyncGenerator<string>,
): Promise<{ delimiter: string; text: AsyncGenerator<string> }> {
  let head = "";
  while (head.length < MAX_HEADER_CHARACTERS && !firstLine(head).isWhole) {
    const next = await text.next();
    if (next.done) break;
    head += next.value;
  }
  return { delimiter: delimiterOf(firstLine(head).line), text: prepended(head, text) };
}

async function* prepended(head: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  try {
    if (head !== "") yield head;
    yield* rest;
  } finally {
    await rest.return(undefined);
  }
}

/** Without what stands in quotes, so that neither a line end nor a comma in there counts. */
function firstLine(text: string): { line: string; isWhole: boolean } {
  const bare = text.trimStart().replaceAll(/"(?:[^"]|"")*("|$)/g, "");
  const end = bare.indexOf("\n");
  return end === -1 ? { line: bare, isWhole: false } : { line: bare.slice(0, end), isWhole: true };
}

function delimiterOf(line: string): string {
  let best = ",";
  let most = 0;
  for (const delimiter of DELIMITERS) {
    const count = line.split(delimiter).length - 1;
    if (count > most) [best, most] = [delimiter, count];
  }
  return best;
}
