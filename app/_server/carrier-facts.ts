import type { StoredFacts } from "#lib/domain/dialing/gate";
import { isSandboxCarrier } from "#lib/domain/dialing/sandbox-carrier";
import { webParts } from "./parts.ts";

/** What this process knows of the carrier; whether it asks for a pause is known to the workers alone. */
export function carrierFacts(): StoredFacts["carrier"] {
  const { VONAGE_API_HOST, VONAGE_FROM_NUMBER } = webParts().env;
  return { isSandbox: isSandboxCarrier(VONAGE_API_HOST), fromNumber: VONAGE_FROM_NUMBER, heldUntil: null };
}
