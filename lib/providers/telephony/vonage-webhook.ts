import { createHash } from "node:crypto";
import { AppError } from "#lib/errors/app-error";
import { jwtVerify } from "jose";

const CLOCK_SKEW_S = 300;

export interface WebhookKeys {
  signatureSecret: string;
  applicationId: string;
  apiKey: string;
}

/**
 * Checks that Vonage signed exactly these bytes within the last five minutes, for us. A token that comes twice is let
 * through: Vonage repeats a webhook with the same token when our answer was late, the payload hash binds it to the
 * same event, and the inbox takes each event once. Throws AppError `unauthenticated`.
 */
export async function verifyVonageWebhook(
  keys: WebhookKeys,
  authorization: string | null,
  rawBody: Buffer,
  now: () => Date,
): Promise<void> {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) throw refused("The webhook carries no signature.");
  const claims = await jwtVerify(token, Buffer.from(keys.signatureSecret), {
    algorithms: ["HS256"],
    currentDate: now(),
    clockTolerance: CLOCK_SKEW_S,
  }).then(
    ({ payload }) => payload,
    (error: unknown) => {
      throw refused("The webhook's signature is not valid.", error);
    },
  );
  const ageS = now().getTime() / 1000 - (claims.iat ?? Number.NEGATIVE_INFINITY);
  if (!(Math.abs(ageS) <= CLOCK_SKEW_S)) throw refused("The webhook's signature is too old.");
  if (claims["payload_hash"] !== createHash("sha256").update(rawBody).digest("hex"))
    throw refused("The webhook's body is not the one that was signed.");
  const application = claims["application_id"];
  const account = claims["api_key"];
  const known = application === keys.applicationId || account === keys.apiKey;
  const foreign =
    (application !== undefined && application !== keys.applicationId) ||
    (account !== undefined && account !== keys.apiKey);
  if (foreign || !known) throw refused("The webhook was signed for another application.");
}

function refused(publicMessage: string, cause?: unknown): AppError {
  return new AppError("unauthenticated", { publicMessage, cause });
}
