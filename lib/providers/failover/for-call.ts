import type { UsageMeter } from "#lib/domain/cost/usage-meter";
import type { Llm } from "../llm/port.ts";
import type { Stt } from "../stt/port.ts";
import type { Tts } from "../tts/port.ts";
import { Candidate, type OnFailover } from "./candidate.ts";
import { failoverLlm } from "./failover-llm.ts";
import { failoverStt } from "./failover-stt.ts";
import { failoverTts } from "./failover-tts.ts";

/** What a conversation needs of the world. */
export interface ConversationProviders {
  stt: Stt;
  llm: Llm;
  tts: Tts;
}

/** A stand-in, named as an operator shall read it. */
export interface Fallback<P> {
  label: string;
  provider: P;
}

export interface Fallbacks {
  stt: Fallback<Stt>[];
  llm: Fallback<Llm>[];
  tts: Fallback<Tts>[];
}

/** `meter`: counts what each provider is given for this call. */
export type ForCall = (onFailover: OnFailover, meter: UsageMeter) => ConversationProviders;

/**
 * Each service with its stand-ins behind the same port, one view a call: a voice or recogniser that had to be replaced
 * stays replaced for that call. The circuit breakers are shared by all of them.
 */
export function createFailover(
  first: ConversationProviders,
  fallbacks: Fallbacks,
  nowMs: () => number = () => performance.now(),
): ForCall {
  const candidates = <P extends { name: string }>(own: P, others: Fallback<P>[]): Candidate<P>[] =>
    [{ label: own.name, provider: own }, ...others].map(
      ({ label, provider }) => new Candidate(label, provider, nowMs),
    );
  const stt = candidates(first.stt, fallbacks.stt);
  const llm = candidates(first.llm, fallbacks.llm);
  const tts = candidates(first.tts, fallbacks.tts);
  return (onFailover, meter) => ({
    stt: failoverStt(stt, onFailover, meter),
    llm: failoverLlm(llm, onFailover, meter),
    tts: failoverTts(tts, onFailover, meter),
  });
}
