import { json, route } from "@/app/_server/route";
import { systemContext } from "@/app/_server/session";
import { briefColleague } from "#lib/services/carrier/brief-colleague";

export const dynamic = "force-dynamic";

/** What a colleague hears before a call is connected to them. */
export const GET = route<{ callId: string }>(async ({ params, query }) =>
  json(
    await briefColleague(systemContext("carrier-webhook"), {
      callId: params.callId,
      signature: query.get("s"),
    }),
  ),
);
