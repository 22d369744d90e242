import { describeKey, describeUser } from "#lib/services/auth/session-user";
import { webParts } from "@/app/_server/parts";
import { json, route, tokenOf, unknownCaller } from "@/app/_server/route";
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
