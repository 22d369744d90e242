import { readJson } from "@/app/_server/body";
import { json, route } from "@/app/_server/route";
import { tokenAuth } from "@/app/_server/session";
import { loginInputSchema } from "#lib/domain/api/session";
import { login } from "#lib/services/auth/login";

export const dynamic = "force-dynamic";

export const POST = route(async ({ request }) =>
  json(await login(await tokenAuth(), await readJson(request, loginInputSchema))),
);
