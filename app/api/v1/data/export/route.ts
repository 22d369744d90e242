import { Readable } from "node:stream";
import { readJson } from "@/app/_server/body";
import { userRoute } from "@/app/_server/route";
import { personSchema } from "#lib/domain/api/privacy";
import { exportPerson } from "#lib/services/privacy/export-person";

export const dynamic = "force-dynamic";

export const POST = userRoute(async (ctx, { request }) => {
  const zip = await exportPerson(ctx, await readJson(request, personSchema));
  const body = Readable.toWeb(Readable.from(zip, { objectMode: false })) as ReadableStream<Uint8Array>;
  return new Response(body, {
    headers: {
      "content-type": "application/zip",
      "content-disposition": 'attachment; filename="person.zip"',
      "cache-control": "no-store",
    },
  });
});
