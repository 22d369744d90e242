import { webParts } from "@/app/_server/parts";
import { json, route } from "@/app/_server/route";
import { listPlans } from "#lib/services/plans/list-plans";

export const dynamic = "force-dynamic";

/** For the sign-up, so without one. */
export const GET = route(async () => json(await listPlans(webParts().db)));
