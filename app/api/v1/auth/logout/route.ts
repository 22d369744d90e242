import { AppError } from "#lib/errors/app-error";
import { isKey } from "#lib/services/api-keys/key-secret";
import { route, tokenOf } from "@/app/_server/route";
import { signOutBrowser, tokenAuth } from "@/app/_server/session";
import { forgetToken } from "@/app/_server/verify-token";

export const dynamic = "force-dynamic";

/** Ends the session of the bearer token, or the browser's; without one there is nothing to end. */
export const POST = route(async ({ request }) => {
  const token = await tokenOf(request);
  if (token !== null && isKey(token)) {
    throw new AppError("bad_request", { publicMessage: "An API key does not sign out. Revoke it instead." });
  }
  if (token !== null) {
    if (request.headers.has("authorization")) await (await tokenAuth()).auth.signOut(token);
    else await signOutBrowser();
    forgetToken(token);
  }
  return new Response(null, { status: 204 });
});
