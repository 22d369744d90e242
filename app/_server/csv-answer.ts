import { Readable } from "node:stream";

/** Lines as a download, sent as they are made. */
export function csvAnswer(lines: AsyncGenerator<string>, fileName: string): Response {
  const body = Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${fileName}"`,
      "cache-control": "no-store",
    },
  });
}
