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

/** What a call cost of one provider's one model. */
export interface Charge {
  service: Service;
  provider: string;
  /** "" for a line. */
  model: string;
  /** Seconds, tokens or characters. */
  quantity: number;
  cost_micros: number;
}
export const SERVICES = ["telephony", "stt", "llm", "tts"] as const;
export type Service = (typeof SERVICES)[number];

/**
 * What a call cost by the prices that held then, by whom. Each kind of usage of each model is rounded up to a whole micro by
 * itself; everything else is a sum of whole micros. What nobody has set a price for costs nothing.
 */
export function chargesOfCall(usage: CallUsage, prices: readonly Price[], at: Date): Charge[] {
  const cost = (provider: string, unit: PriceUnit, name: string, quantity: number): number =>
    roundedUp(quantity, unit, priceAt(prices, { provider, unit, name }, at));
  const { line, stt, llm, tts } = usage;
  const lineMicros =
    line.toldMicros === null
      ? cost(line.carrier, "line_minute", line.to, line.seconds * 1000)
      : cost(line.carrier, "carrier_currency", "", line.toldMicros);
  const charges: Charge[] = [
    {
      service: "telephony",
      provider: line.carrier,
      model: "",
      quantity: line.seconds,
      cost_micros: lineMicros,
    },
    ...stt.map((of) => ({
      service: "stt" as const,
      provider: of.provider,
      model: of.model,
      quantity: of.audio_ms / 1000,
      cost_micros: cost(of.provider, "audio_minute", of.model, of.audio_ms),
    })),
    ...llm.map((of) => ({
      service: "llm" as const,
      provider: of.provider,
      model: of.model,
      quantity: of.input_tokens + of.output_tokens,
      cost_micros:
        cost(of.provider, "million_input_tokens", of.model, of.input_tokens) +
        cost(of.provider, "million_output_tokens", of.model, of.output_tokens),
    })),
    ...tts.map((of) => ({
      service: "tts" as const,
      provider: of.provider,
      model: of.model,
      quantity: of.characters,
      cost_micros: cost(of.provider, "million_characters", of.model, of.characters),
    })),
  ];
  return charges.filter(({ quantity, cost_micros: micros }) => quantity > 0 || micros > 0);
}

/** The same by service, and all of it. */
export function costOfCharges(charges: readonly Charge[]): CallCost {
  const of = (service: Service): number =>
    sum(charges.filter((charge) => charge.service === service).map(({ cost_micros: micros }) => micros));
  return {
    total_micros: sum(charges.map(({ cost_micros: micros }) => micros)),
    telephony_micros: of("telephony"),
    stt_micros: of("stt"),
    llm_micros: of("llm"),
    tts_micros: of("tts"),
  };
}

/** `chargesOfCall`, summed up. */
export const costOfCall = (usage: CallUsage, prices: readonly Price[], at: Date): CallCost =>
  costOfCharges(chargesOfCall(usage, prices, at));

function roundedUp(quantity: number, unit: PriceUnit, price: Price | null): number {
  const whole = BigInt(Math.ceil(Math.max(0, quantity)));
  const per = PRICED_BY[unit];
  return Number((whole * BigInt(price?.micros ?? 0) + per - 1n) / per);
}

const sum = (parts: readonly number[]): number => parts.reduce((all, part) => all + part, 0);
