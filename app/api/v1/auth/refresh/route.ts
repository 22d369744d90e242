import { readJson } from "@/app/_server/body";
import { json, route } from "@/app/_server/route";
import { requireAddressAllowance, tokenAuth } from "@/app/_server/session";
import { refreshInputSchema } from "#lib/domain/api/session";
import { refreshSession } from "#lib/services/auth/refresh-session";

export const dynamic = "force-dynamic";

export const POST = route(async ({ request }) => {
  await requireAddressAllowance();
  const { refresh_token } = await readJson(request, refreshInputSchema);
  return json(await refreshSession(await tokenAuth(), refresh_token));
});
