import { AppError } from "#lib/errors/app-error";
import { describeUser } from "#lib/services/auth/session-user";
import { webParts } from "@/app/_server/parts";
import { json, route, tokenOf } from "@/app/_server/route";
import { profileOfToken } from "@/app/_server/session";

export const dynamic = "force-dynamic";

export const GET = route(async ({ request }) => {
  const profile = await profileOfToken(await tokenOf(request));
  if (!profile) throw new AppError("unauthenticated", { publicMessage: "Sign in first." });
  return json(await describeUser(webParts().db, profile));
});
