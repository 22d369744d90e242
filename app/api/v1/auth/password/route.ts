import { readJson } from "@/app/_server/body";
import { tokenOf, unknownCaller, userRoute } from "@/app/_server/route";
import { tokenAuth, visitorOfToken } from "@/app/_server/session";
import { passwordInputSchema } from "#lib/domain/api/account";
import { authorise } from "#lib/services/auth/authorise";
import { changePassword } from "#lib/services/account/change-password";

export const dynamic = "force-dynamic";

export const POST = userRoute(async (ctx, { request }) => {
  authorise(ctx, "account.change");
  const accessToken = await tokenOf(request);
  const visitor = await visitorOfToken(accessToken);
  if (!visitor || accessToken === null) throw unknownCaller();
  const input = await readJson(request, passwordInputSchema);
  await changePassword(ctx, await tokenAuth(), { ...visitor, accessToken }, input);
  return new Response(null, { status: 204 });
});
