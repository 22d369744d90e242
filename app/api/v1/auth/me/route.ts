import { mePatchSchema } from "#lib/domain/api/account";
import { renameSelf } from "#lib/services/account/rename-self";
import { describeKey, describeUser } from "#lib/services/auth/session-user";
import { webParts } from "@/app/_server/parts";
import { readJson } from "@/app/_server/body";
import { json, route, tokenOf, unknownCaller, userRoute } from "@/app/_server/route";
import { callerOfToken } from "@/app/_server/session";

export const dynamic = "force-dynamic";

/** A key may ask this whatever its scopes. */
export const GET = route(async ({ request }) => {
  const caller = await callerOfToken(await tokenOf(request));
  if (!caller) throw unknownCaller();
  const { db } = webParts();
  return json(
    await (caller.kind === "user" ? describeUser(db, caller.profile) : describeKey(db, caller.key)),
  );
});

export const PATCH = userRoute(async (ctx, { request }) => {
  await renameSelf(ctx, await readJson(request, mePatchSchema));
  const caller = await callerOfToken(await tokenOf(request));
  if (caller?.kind !== "user") throw unknownCaller();
  return json(await describeUser(webParts().db, caller.profile));
});
