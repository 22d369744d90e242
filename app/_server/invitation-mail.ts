import type { AuthContext } from "#lib/services/auth/port";
import { webParts } from "./parts.ts";
import { tokenAuth } from "./session.ts";

/** How an invitation goes out, and how often one may. */
export async function invitationMail(): Promise<AuthContext & { publicUrl: string }> {
  return { ...(await tokenAuth()), publicUrl: webParts().env.TALKY_PUBLIC_URL };
}
