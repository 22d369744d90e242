import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { personSchema } from "#lib/domain/api/privacy";
import { erasePerson } from "#lib/services/privacy/erase-person";

export const dynamic = "force-dynamic";

export const POST = userRoute(async (ctx, { request }) =>
  json(await erasePerson(ctx, await readJson(request, personSchema))),
);
