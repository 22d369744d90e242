import { CAMPAIGN_TEXTS } from "./texts.ts";

const REFUSED = /^(\w+): credentials refused$/;
const FAILING = /^calls failing: (\d+) of (\d+)$/;
const PROVIDERS: Record<string, string> = {
  vonage: "Vonage",
  deepgram: "Deepgram",
  groq: "Groq",
  cartesia: "Cartesia",
};

/** Why a campaign stands still, as a sentence; null is a person's own pause. */
export function pauseText(reason: string | null): string {
  if (reason === null) return CAMPAIGN_TEXTS.isPaused;
  const provider = REFUSED.exec(reason)?.[1];
  if (provider) {
    return `Paused: ${PROVIDERS[provider] ?? provider} refuses our credentials. Put them right, then resume.`;
  }
  if (reason === "all_paused") return CAMPAIGN_TEXTS.isAllPaused;
  const [, failed, of] = FAILING.exec(reason) ?? [];
  if (failed) {
    return `Paused by itself: ${failed} of ${of} calls failed within two minutes, by the carrier or by us. See them under Calls, then resume.`;
  }
  return `Paused: ${reason.replaceAll("_", " ")}.`;
}
