import { apiDescription } from "@/app/_server/api-description";
import { route } from "@/app/_server/route";

export const dynamic = "force-dynamic";

export const GET = route(async () =>
  Response.json(apiDescription(), { headers: { "cache-control": "public, max-age=300" } }),
);
