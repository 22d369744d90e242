import type { Price } from "./price.ts";

const REVIEW_BY = "2027-02-28";
const VALID_FROM = "2026-01-01";

const price = (
  provider: string,
  unit: Price["unit"],
  name: string,
  micros: number,
  source: string,
): Price => ({ provider, unit, name, micros, validFrom: VALID_FROM, source, reviewBy: REVIEW_BY });

const VONAGE = "https://www.vonage.com/communications-apis/voice/pricing/";
const ECB = "https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/";
const DEEPGRAM = "https://deepgram.com/pricing (pay as you go, streaming)";
const GROQ = "https://groq.com/pricing";
const CARTESIA = "https://cartesia.ai/pricing (a credit a character, at the plan Startup)";
const OPENAI = "https://openai.com/api/pricing (GPT-4o; what another endpoint asks is not known here)";

/**
 * To be checked against the providers' own pages before anybody is billed by it: it was entered without access to them.
 * What the providers charge, in micros of a US dollar: list prices, without anybody's discount. A price that changes gets
 * a further row with its first day, and the old one stays, so that a call costs what held when it was asked for. Each
 * service has a row for what has no name of its own here, at the dear end of its list.
 */
export const PRICES: readonly Price[] = [
  // The carrier's own word about a call, in euros, goes before these rates.
  price("vonage", "carrier_currency", "", 1_160_000, ECB),
  price("vonage", "line_minute", "+1", 13_900, VONAGE),
  price("vonage", "line_minute", "+33", 60_000, VONAGE),
  price("vonage", "line_minute", "+34", 50_000, VONAGE),
  price("vonage", "line_minute", "+44", 35_000, VONAGE),
  price("vonage", "line_minute", "+49", 60_000, VONAGE),
  price("vonage", "line_minute", "", 250_000, VONAGE),

  price("deepgram", "audio_minute", "flux-general-en", 6500, DEEPGRAM),
  price("deepgram", "audio_minute", "flux-general-multi", 7800, DEEPGRAM),
  price("deepgram", "audio_minute", "nova-3", 5800, DEEPGRAM),
  price("deepgram", "audio_minute", "nova-2", 5800, DEEPGRAM),
  price("deepgram", "audio_minute", "", 7800, DEEPGRAM),
  price("groq", "audio_minute", "whisper-large-v3-turbo", 667, GROQ),
  price("groq", "audio_minute", "", 1850, GROQ),

  price("groq", "million_input_tokens", "openai/gpt-oss-120b", 150_000, GROQ),
  price("groq", "million_output_tokens", "openai/gpt-oss-120b", 600_000, GROQ),
  price("groq", "million_input_tokens", "openai/gpt-oss-20b", 75_000, GROQ),
  price("groq", "million_output_tokens", "openai/gpt-oss-20b", 300_000, GROQ),
  price("groq", "million_input_tokens", "llama-3.1-8b", 50_000, GROQ),
  price("groq", "million_output_tokens", "llama-3.1-8b", 80_000, GROQ),
  price("groq", "million_input_tokens", "", 1_000_000, GROQ),
  price("groq", "million_output_tokens", "", 3_000_000, GROQ),
  price("openai_compatible", "million_input_tokens", "", 2_500_000, OPENAI),
  price("openai_compatible", "million_output_tokens", "", 10_000_000, OPENAI),

  price("cartesia", "million_characters", "", 39_200_000, CARTESIA),
  price("deepgram", "million_characters", "", 30_000_000, DEEPGRAM),
];
