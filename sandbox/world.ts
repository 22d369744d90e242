/** What all simulators share: how fast the world is, and what goes wrong in it next. Set by `POST /_sandbox/faults`. */

export interface Latencies {
  /** End of speech → Flux's EndOfTurn; its eager one comes 200 ms before. */
  sttEotMs: number;
  llmFirstTokenMs: number;
  ttsFirstAudioMs: number;
}

/** Deepgram's and Groq's second services fail apart from the first: they are what is fallen back to. */
export const FAULTY_PROVIDERS = [
  "vonage",
  "deepgram",
  "deepgram_speak",
  "groq",
  "groq_transcribe",
  "cartesia",
] as const;
type FaultyProvider = (typeof FAULTY_PROVIDERS)[number];

export interface PlannedFault {
  provider: FaultyProvider;
  error: string;
  count: number;
}

export const DEFAULT_LATENCIES: Latencies = { sttEotMs: 260, llmFirstTokenMs: 100, ttsFirstAudioMs: 90 };
export const DEFAULT_CALLS_PER_SECOND = 3;

export class World {
  latencies: Latencies = { ...DEFAULT_LATENCIES };
  callsPerSecond = DEFAULT_CALLS_PER_SECOND;
  /** Every number behaves like this persona, whatever its digits. */
  forcedPersona: string | null = null;
  private planned: PlannedFault[] = [];
  private random: () => number = mulberry32(1);

  plan(faults: PlannedFault[]): void {
    this.planned.push(...faults.map((f) => ({ ...f })));
  }

  /** The next planned fault of a provider, used up by asking; null: behave. */
  takeFault(provider: PlannedFault["provider"]): string | null {
    const fault = this.planned.find((f) => f.provider === provider && f.count > 0);
    if (!fault) return null;
    fault.count -= 1;
    return fault.error;
  }

  /** A latency with ±10 % jitter from the seed; 0 stays 0. */
  jittered(ms: number): number {
    return ms * (0.9 + 0.2 * this.random());
  }

  reset(): void {
    this.latencies = { ...DEFAULT_LATENCIES };
    this.callsPerSecond = DEFAULT_CALLS_PER_SECOND;
    this.forcedPersona = null;
    this.planned = [];
    this.random = mulberry32(1);
  }
}

/** A small seeded generator, so that a run can be repeated. */
export function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
