import { readJson } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { killSwitchSchema } from "#lib/domain/api/kill-switch";
import { setKillSwitch } from "#lib/services/platform/set-kill-switch";

export const dynamic = "force-dynamic";

export const POST = userRoute(async (ctx, { request }) =>
  json(await setKillSwitch(ctx, await readJson(request, killSwitchSchema))),
);
