import { z } from "zod";

const claimsSchema = z.object({
  sub: z.uuid(),
  session_id: z.uuid().nullish(),
  amr: z.array(z.object({ method: z.string(), timestamp: z.number().default(0) })).nullish(),
});

/** As Supabase Auth names them; some versions write all of them as `otp`. */
const BY_LINK = new Set(["otp", "recovery", "magiclink", "invite", "email/signup"]);

/** What an access token of Supabase Auth says. It is read here, not checked: whoever reads it has checked it first. */
export interface AccessClaims {
  userId: string;
  sessionId: string | null;
  /** When a link in a mail began the session, in seconds; null: a password did. */
  linkedAtS: number | null;
}

/** null: this is no such token. */
export function readAccessToken(token: string): AccessClaims | null {
  const [, payload = ""] = token.split(".");
  const read = claimsSchema.safeParse(jsonOf(payload));
  if (!read.success) return null;
  const { sub, session_id, amr } = read.data;
  return {
    userId: sub,
    sessionId: session_id ?? null,
    linkedAtS: (amr ?? []).find(({ method }) => BY_LINK.has(method))?.timestamp ?? null,
  };
}

function jsonOf(base64url: string): unknown {
  try {
    const bytes = Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (c) =>
      c.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}
