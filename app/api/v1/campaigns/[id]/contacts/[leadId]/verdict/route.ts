import { webParts } from "@/app/_server/parts";
import { json, userRoute } from "@/app/_server/route";
import { isSandboxCarrier } from "#lib/domain/dialing/sandbox-carrier";
import { leadVerdict } from "#lib/services/dialing/lead-verdict";

export const dynamic = "force-dynamic";

interface Params extends Record<string, string> {
  id: string;
  leadId: string;
}

export const GET = userRoute<Params>(async (ctx, { params }) => {
  const { VONAGE_API_HOST, VONAGE_FROM_NUMBER } = webParts().env;
  const carrier = {
    isSandbox: isSandboxCarrier(VONAGE_API_HOST),
    fromNumber: VONAGE_FROM_NUMBER,
    heldUntil: null,
  };
  return json(await leadVerdict(ctx, params.id, params.leadId, carrier));
});
