import { priceAt, type Price, type PriceUnit } from "./price.ts";
import type { CallUsage } from "./usage.ts";

/** Micros of a US dollar; as in the API. */
export interface CallCost {
  total_micros: number;
  telephony_micros: number;
  stt_micros: number;
  llm_micros: number;
  tts_micros: number;
}

/** How much of what is counted (milliseconds, micros, tokens, characters) its price is for. */
const PRICED_BY: Readonly<Record<PriceUnit, bigint>> = {
  line_minute: 60_000n,
  carrier_currency: 1_000_000n,
  audio_minute: 60_000n,
  million_input_tokens: 1_000_000n,
  million_output_tokens: 1_000_000n,
  million_characters: 1_000_000n,
};

/**
 * What a call cost by the prices that held then. Each kind of usage of each model is rounded up to a whole micro by
 * itself; everything else is a sum of whole micros. What nobody has set a price for costs nothing.
 */
export function costOfCall(usage: CallUsage, prices: readonly Price[], at: Date): CallCost {
  const cost = (provider: string, unit: PriceUnit, name: string, quantity: number): number =>
    roundedUp(quantity, unit, priceAt(prices, { provider, unit, name }, at));
  const { line, stt, llm, tts } = usage;
  const telephony_micros =
    line.toldMicros === null
      ? cost(line.carrier, "line_minute", line.to, line.seconds * 1000)
      : cost(line.carrier, "carrier_currency", "", line.toldMicros);
  const stt_micros = sum(stt.map((of) => cost(of.provider, "audio_minute", of.model, of.audio_ms)));
  const llm_micros = sum(
    llm.map(
      (of) =>
        cost(of.provider, "million_input_tokens", of.model, of.input_tokens) +
        cost(of.provider, "million_output_tokens", of.model, of.output_tokens),
    ),
  );
  const tts_micros = sum(tts.map((of) => cost(of.provider, "million_characters", of.model, of.characters)));
  const total_micros = telephony_micros + stt_micros + llm_micros + tts_micros;
  return { total_micros, telephony_micros, stt_micros, llm_micros, tts_micros };
}

function roundedUp(quantity: number, unit: PriceUnit, price: Price | null): number {
  const whole = BigInt(Math.ceil(Math.max(0, quantity)));
  const per = PRICED_BY[unit];
  return Number((whole * BigInt(price?.micros ?? 0) + per - 1n) / per);
}

const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0);
