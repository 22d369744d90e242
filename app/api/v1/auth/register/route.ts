import { readJson } from "@/app/_server/body";
import { json, route } from "@/app/_server/route";
import { tokenAuth } from "@/app/_server/session";
import { registerInputSchema } from "#lib/domain/api/session";
import { register } from "#lib/services/auth/register";

export const dynamic = "force-dynamic";

export const POST = route(async ({ request }) => {
  const answer = await register(await tokenAuth(), await readJson(request, registerInputSchema));
  return json(answer, "status" in answer ? 202 : 201);
});
