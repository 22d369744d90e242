import { Readable } from "node:stream";
import { userRoute } from "@/app/_server/route";
import { importErrorsCsv } from "#lib/services/imports/import-errors-csv";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params }) => {
  const lines = Readable.from(await importErrorsCsv(ctx, params.id), { objectMode: false });
  return new Response(Readable.toWeb(lines) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="errors.csv"',
      "cache-control": "no-store",
    },
  });
});
