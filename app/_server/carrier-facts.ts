import { isSandboxCarrier } from "#lib/domain/dialing/sandbox-carrier";
import type { StoredFacts } from "#lib/domain/dialing/gate";
import { webParts } from "./parts.ts";

/** What the gate is told of the carrier where nobody dials, but somebody asks. */
export function carrierFacts(): StoredFacts["carrier"] {
  const { VONAGE_API_HOST, VONAGE_FROM_NUMBER } = webParts().env;
  return { isSandbox: isSandboxCarrier(VONAGE_API_HOST), fromNumber: VONAGE_FROM_NUMBER, heldUntil: null };
}
