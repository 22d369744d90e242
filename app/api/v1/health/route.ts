import { otherMethod } from "@/app/_server/refused-address";
import { json } from "@/app/_server/route";
import type { Health } from "#lib/domain/api/health";

export const dynamic = "force-dynamic";

export function GET(): Response {
  return json({ status: "ok" } satisfies Health);
}

export { otherMethod as DELETE, otherMethod as PATCH, otherMethod as POST, otherMethod as PUT };
