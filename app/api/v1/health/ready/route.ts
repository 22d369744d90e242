import { readiness } from "@/app/_server/readiness";
import { json, route } from "@/app/_server/route";

export const dynamic = "force-dynamic";

export const GET = route(async () => {
  const answer = await readiness();
  return json(answer, answer.status === "ok" ? 200 : 503);
});
