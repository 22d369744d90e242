import { otherMethod } from "@/app/_server/refused-address";
import { readiness } from "@/app/_server/readiness";
import { json, route } from "@/app/_server/route";

export const dynamic = "force-dynamic";

export const GET = route(async () => {
  const answer = await readiness();
  return json(answer, answer.status === "ok" ? 200 : 503);
});

export { otherMethod as DELETE, otherMethod as PATCH, otherMethod as POST, otherMethod as PUT };
