import { readQuery } from "@/app/_server/body";
import { json, userRoute } from "@/app/_server/route";
import { jobQuerySchema } from "#lib/domain/api/job";
import { listJobs } from "#lib/services/campaigns/list-jobs";

export const dynamic = "force-dynamic";

export const GET = userRoute<{ id: string }>(async (ctx, { params, query }) =>
  json(await listJobs(ctx, params.id, readQuery(query, jobQuerySchema))),
);
