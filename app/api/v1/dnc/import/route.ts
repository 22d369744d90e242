import { otherMethod } from "@/app/_server/refused-address";
import { json, userRoute } from "@/app/_server/route";
import { withDncFile } from "@/app/_server/upload";
import { importDnc } from "#lib/services/dnc/import-dnc";

export const dynamic = "force-dynamic";

export const POST = userRoute(async (ctx, { request }) =>
  json(await withDncFile(request, (file, options) => importDnc(ctx, file, options))),
);

export { otherMethod as DELETE, otherMethod as GET, otherMethod as PATCH, otherMethod as PUT };
