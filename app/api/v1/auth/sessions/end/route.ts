import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { endSessionsSchema } from "#lib/domain/api/user-session";
import { endManySessions } from "#lib/services/account/end-many-sessions";

export const dynamic = "force-dynamic";

export const POST = userRoute(async (ctx, { request }) =>
  json(await endManySessions(ctx, await readJson(request, endSessionsSchema))),
);
