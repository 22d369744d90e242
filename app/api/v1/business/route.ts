import { readJson } from "@/app/_server/body";
import { json, route, tokenOf, unknownCaller, userRoute } from "@/app/_server/route";
import { webParts } from "@/app/_server/parts";
import { callerOfToken, visitorOfToken } from "@/app/_server/session";
import { foundingInputSchema } from "#lib/domain/api/account";
import { businessPatchSchema } from "#lib/domain/api/business";
import { describeUser } from "#lib/services/auth/session-user";
import { foundBusiness } from "#lib/services/business/found-business";
import { getBusiness } from "#lib/services/business/get-business";
import { updateBusiness } from "#lib/services/business/update-business";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx) => json(await getBusiness(ctx)));

export const PATCH = userRoute(async (ctx, { request }) =>
  json(await updateBusiness(ctx, await readJson(request, businessPatchSchema))),
);

/** For somebody with a session who belongs to no business. */
export const POST = route(async ({ request }) => {
  const token = await tokenOf(request);
  const visitor = await visitorOfToken(token);
  if (!visitor) throw unknownCaller();
  const { db } = webParts();
  await foundBusiness(db, visitor.userId, await readJson(request, foundingInputSchema));
  const caller = await callerOfToken(token);
  if (caller?.kind !== "user") throw unknownCaller();
  return json(await describeUser(db, caller.profile), 201);
});
