import { isAppError } from "#lib/errors/app-error";
import { webParts } from "./parts.ts";

type Voices = Awaited<ReturnType<ReturnType<typeof webParts>["market"]["voices"]>>;

/** The voices that a form offers. Where their provider cannot be asked there are none, and the form still works. */
export const offeredVoices = (): Promise<Voices> => orNone(webParts().market.voices());

export function orNone<T>(asked: Promise<T[]>): Promise<T[]> {
  return asked.catch((err: unknown) => {
    if (!isAppError(err)) throw err;
    webParts().log.warn({ err }, "a provider's list could not be had for the form");
    return [];
  });
}
