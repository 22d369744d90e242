import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { costOfCall, type CallCost } from "./call-cost.ts";
import { priceAt, type Price } from "./price.ts";
import { PRICES } from "./prices.ts";
import { reckonedUsage } from "./reckoned-usage.ts";
import { NO_USAGE, type CallUsage } from "./usage.ts";

const AT = new Date("2026-11-26T12:00:00Z");
const count = fc.nat(50_000_000);

const usages: fc.Arbitrary<CallUsage> = fc.record({
  line: fc.record({
    carrier: fc.constantFrom("vonage", "another"),
    to: fc.constantFrom("+14155550100", "+442071838750", "+81312345678"),
    seconds: fc.double({ min: 0, max: 100_000, noNaN: true }),
    toldMicros: fc.option(count),
  }),
  stt: fc.array(
    fc.record({
      provider: fc.constantFrom("deepgram", "groq"),
      model: fc.constantFrom("flux-general-en", "nova-3", "whisper-large-v3-turbo", "of tomorrow"),
      audio_ms: count,
    }),
    { maxLength: 3 },
  ),
  llm: fc.array(
    fc.record({
      provider: fc.constantFrom("groq", "openai_compatible", "nobody"),
      model: fc.constantFrom("openai/gpt-oss-120b", "openai/gpt-oss-20b", "of tomorrow"),
      input_tokens: count,
      output_tokens: count,
    }),
    { maxLength: 3 },
  ),
  tts: fc.array(
    fc.record({
      provider: fc.constantFrom("cartesia", "deepgram"),
      model: fc.constantFrom("sonic-3", "aura-2-thalia-en"),
      characters: count,
    }),
    { maxLength: 3 },
  ),
});

const PARTS = ["telephony_micros", "stt_micros", "llm_micros", "tts_micros"] as const;
const cost = (usage: CallUsage): CallCost => costOfCall(usage, PRICES, AT);
const line = (more: Partial<CallUsage["line"]>): CallUsage => ({
  ...NO_USAGE,
  line: { carrier: "vonage", to: "+14155550100", seconds: 0, toldMicros: null, ...more },
});

/** What a million tokens of a question cost. */
const asking = (provider: string, model: string): number =>
  cost({ ...line({}), llm: [{ provider, model, input_tokens: 1_000_000, output_tokens: 0 }] }).llm_micros;
const reckoned = (seconds: number): number =>
  cost(reckonedUsage({ to: "+14155550100", promptCharacters: 400, model: null }, seconds)).total_micros;

describe("what a call costs", () => {
  it("is the sum of its parts, in whole micros, and never below nothing", () => {
    fc.assert(
      fc.property(usages, (usage) => {
        const of = cost(usage);
        for (const part of PARTS) {
          expect(Number.isSafeInteger(of[part])).toBe(true);
          expect(of[part]).toBeGreaterThanOrEqual(0);
        }
        expect(of.total_micros).toBe(PARTS.reduce((sum, part) => sum + of[part], 0));
      }),
    );
  });

  it("does not fall when more is used of anything", () => {
    fc.assert(
      fc.property(usages, fc.nat(100_000), (usage, more) => {
        const grown: CallUsage = {
          line: {
            ...usage.line,
            seconds: usage.line.seconds + more,
            toldMicros: usage.line.toldMicros === null ? null : usage.line.toldMicros + more,
          },
          stt: usage.stt.map((of) => ({ ...of, audio_ms: of.audio_ms + more })),
          llm: usage.llm.map((of) => ({
            ...of,
            input_tokens: of.input_tokens + more,
            output_tokens: of.output_tokens + more,
          })),
          tts: usage.tts.map((of) => ({ ...of, characters: of.characters + more })),
        };
        const [before, after] = [cost(usage), cost(grown)];
        for (const part of PARTS) expect(after[part]).toBeGreaterThanOrEqual(before[part]);
      }),
    );
  });

  it("rounds each kind of usage up to a whole micro", () => {
    expect(cost(line({ seconds: 1 })).telephony_micros).toBe(Math.ceil(13_900 / 60));
    const usage: CallUsage = {
      ...line({ seconds: 60 }),
      stt: [{ provider: "deepgram", model: "flux-general-en", audio_ms: 30_000 }],
      llm: [{ provider: "groq", model: "openai/gpt-oss-120b", input_tokens: 1, output_tokens: 1 }],
      tts: [{ provider: "cartesia", model: "sonic-3-2026-01-12", characters: 100 }],
    };
    expect(cost(usage)).toEqual({
      telephony_micros: 13_900,
      stt_micros: 3250,
      llm_micros: 2,
      tts_micros: 3920,
      total_micros: 13_900 + 3250 + 2 + 3920,
    });
  });

  it("takes the carrier's word, in dollars, before its own reckoning", () => {
    expect(cost(line({ seconds: 600, toldMicros: 10_000 })).telephony_micros).toBe(11_600);
    expect(cost(line({ seconds: 600, toldMicros: 0 })).telephony_micros).toBe(0);
  });

  it("lets a stand-in cost its own price", () => {
    expect(asking("groq", "openai/gpt-oss-120b")).toBe(150_000);
    expect(asking("groq", "openai/gpt-oss-20b")).toBe(75_000);
    expect(asking("openai_compatible", "openai/gpt-oss-120b")).toBe(2_500_000);
  });

  it("is reckoned the dearer, the longer a call may be", () => {
    fc.assert(
      fc.property(fc.nat(7200), fc.nat(600), (seconds, more) => {
        expect(reckoned(seconds + more)).toBeGreaterThanOrEqual(reckoned(seconds));
      }),
    );
    expect(reckoned(60)).toBeGreaterThan(20_000);
  });
});

describe("the price that holds", () => {
  const same = { provider: "p", unit: "audio_minute", source: "", reviewBy: "" } as const;
  const prices: Price[] = [
    { ...same, name: "", validFrom: "2026-01-01", micros: 1 },
    { ...same, name: "", validFrom: "2026-06-01", micros: 2 },
    { ...same, name: "nova", validFrom: "2026-01-01", micros: 3 },
    { ...same, name: "nova", validFrom: "2026-06-01", micros: 4 },
  ];
  const micros = (name: string, at: string): number | undefined =>
    priceAt(prices, { provider: "p", unit: "audio_minute", name }, new Date(at))?.micros;

  it("is the closest name's, and of these the newest that has begun", () => {
    expect(micros("nova-3", "2026-05-31T23:59:59Z")).toBe(3);
    expect(micros("nova-3", "2026-06-01T00:00:00Z")).toBe(4);
    expect(micros("flux", "2026-07-01T00:00:00Z")).toBe(2);
    expect(micros("flux", "2025-12-31T23:59:59Z")).toBeUndefined();
  });

  it("is set for each service of each provider, whatever the model or the country", () => {
    const services = [
      ["vonage", "line_minute"],
      ["vonage", "carrier_currency"],
      ["deepgram", "audio_minute"],
      ["groq", "audio_minute"],
      ["groq", "million_input_tokens"],
      ["groq", "million_output_tokens"],
      ["openai_compatible", "million_input_tokens"],
      ["openai_compatible", "million_output_tokens"],
      ["cartesia", "million_characters"],
      ["deepgram", "million_characters"],
    ] as const;
    for (const [provider, unit] of services)
      expect(priceAt(PRICES, { provider, unit, name: "of tomorrow" }, AT)?.micros).toBeGreaterThan(0);
  });

  it("has a whole number of micros, days that are days, and a day by which it is looked at again", () => {
    for (const price of PRICES) {
      expect(Number.isSafeInteger(price.micros)).toBe(true);
      expect(Number.isNaN(Date.parse(price.validFrom))).toBe(false);
      expect(price.reviewBy > price.validFrom).toBe(true);
      expect(price.source).toMatch(/^https:/);
    }
  });
});
