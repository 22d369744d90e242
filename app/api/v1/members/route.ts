import { json, userRoute } from "@/app/_server/route";
import { listMembers } from "#lib/services/members/list-members";

export const dynamic = "force-dynamic";

export const GET = userRoute(async (ctx) => json(await listMembers(ctx)));
