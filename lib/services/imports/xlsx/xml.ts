import type { Readable } from "node:stream";
import { SaxesParser } from "saxes";
import { asUnreadable } from "./package.ts";

/** What is seen of a part, by local names: prefixes differ from writer to writer. */
export interface XmlReader {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const local = (name: string): string => name.slice(name.indexOf(":") + 1);

/** Parses as the bytes come, and pauses after each piece of them. Throws UnreadableFile. */
export async function* readXml(part: Readable, reader: XmlReader): AsyncGenerator<void> {
  const parser = new SaxesParser();
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => reader.open?.(local(tag.name), tag.attributes));
  parser.on("text", (text) => reader.text?.(text));
  parser.on("cdata", (text) => reader.text?.(text));
  parser.on("closetag", (tag) => reader.close?.(local(tag.name)));
  const decoder = new TextDecoder("utf-8");
  try {
    for await (const chunk of part as AsyncIterable<Uint8Array>) {
      parser.write(decoder.decode(chunk, { stream: true }));
      yield;
    }
    parser.write(decoder.decode());
    parser.close();
    yield;
  } catch (error) {
    throw asUnreadable(error);
  } finally {
    part.destroy();
  }
}

export async function readWholeXml(part: Readable | null, reader: XmlReader): Promise<void> {
  if (!part) return;
  for await (const _ of readXml(part, reader));
}
