import { readJson } from "@/app/_server/body";
import { webParts } from "@/app/_server/parts";
import { json, route } from "@/app/_server/route";
import { requireAddressAllowance } from "@/app/_server/session";
import { invitationTokenSchema } from "#lib/domain/api/invitation";
import { lookUpInvitation } from "#lib/services/invitations/look-up-invitation";

export const dynamic = "force-dynamic";

/** By POST, so that the token stands in no log of addresses. */
export const POST = route(async ({ request }) => {
  await requireAddressAllowance();
  const { token } = await readJson(request, invitationTokenSchema);
  return json(await lookUpInvitation(webParts().db, token));
});
