import { readJson } from "@/app/_server/body";
import { json, route, tokenOf, unknownCaller } from "@/app/_server/route";
import { callerOfToken, tokenAuth, visitorOfToken } from "@/app/_server/session";
import { acceptInvitationSchema } from "#lib/domain/api/invitation";
import { describeUser } from "#lib/services/auth/session-user";
import { acceptInvitation } from "#lib/services/invitations/accept-invitation";

export const dynamic = "force-dynamic";

/** For somebody with a session, who need not belong to any business yet. */
export const POST = route(async ({ request }) => {
  const accessToken = await tokenOf(request);
  const visitor = await visitorOfToken(accessToken);
  if (!visitor || accessToken === null) throw unknownCaller();
  const { db, auth } = await tokenAuth();
  const input = await readJson(request, acceptInvitationSchema);
  await acceptInvitation({ db, auth }, { ...visitor, accessToken }, input);
  const caller = await callerOfToken(accessToken);
  if (caller?.kind !== "user") throw unknownCaller();
  return json(await describeUser(db, caller.profile));
});
