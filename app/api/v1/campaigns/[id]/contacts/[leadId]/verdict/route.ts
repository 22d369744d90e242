import { carrierFacts } from "@/app/_server/carrier-facts";
import { json, userRoute } from "@/app/_server/route";
import { leadVerdict } from "#lib/services/dialing/lead-verdict";

export const dynamic = "force-dynamic";

interface Params extends Record<string, string> {
  id: string;
  leadId: string;
}

export const GET = userRoute<Params>(async (ctx, { params }) =>
  json(await leadVerdict(ctx, params.id, params.leadId, carrierFacts())),
);
