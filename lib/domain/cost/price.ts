/** What is paid for, and by which measure. */
export const PRICE_UNITS = [
  /** A minute on the line, from the answer on. */
  "line_minute",
  /** One unit of the money in which a carrier tells what a call cost. */
  "carrier_currency",
  /** A minute of audio that a recogniser was sent. */
  "audio_minute",
  "million_input_tokens",
  "million_output_tokens",
  "million_characters",
] as const;
export type PriceUnit = (typeof PRICE_UNITS)[number];

export interface Price {
  provider: string;
  unit: PriceUnit;
  /**
   * How what it holds for begins: a number's prefix (`+44`), a model's name (`nova-3`). The longest that fits holds; ""
   * fits everything.
   */
  name: string;
  /** Millionths of a US dollar. */
  micros: number;
  /** The first day (UTC) on which it holds, until another price of the same name does. */
  validFrom: string;
  source: string;
  /** The day by which somebody should look whether it still holds. */
  reviewBy: string;
}

/** What holds at this moment; null: nobody has set a price. */
export function priceAt(
  prices: readonly Price[],
  wanted: Pick<Price, "provider" | "unit" | "name">,
  at: Date,
): Price | null {
  let best: Price | null = null;
  for (const price of prices) {
    if (price.provider !== wanted.provider || price.unit !== wanted.unit) continue;
    if (!wanted.name.startsWith(price.name) || Date.parse(price.validFrom) > at.getTime()) continue;
    if (best === null || isCloser(price, best)) best = price;
  }
  return best;
}

const isCloser = (price: Price, than: Price): boolean =>
  price.name.length > than.name.length ||
  (price.name.length === than.name.length && price.validFrom > than.validFrom);
