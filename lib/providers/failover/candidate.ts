import { ProviderError, type ProviderFault } from "../errors.ts";
import { admit, CLOSED, failed, succeeded, type BreakerState } from "./breaker.ts";

/** A call goes on with another provider. */
export interface ProviderFailover {
  service: "stt" | "llm" | "tts";
  /** Candidates' labels, such as `cartesia` and `deepgram aura`. */
  from: string;
  to: string;
  fault: ProviderFault;
}

export type OnFailover = (failover: ProviderFailover) => void;

/** What lies with the provider; a request that is wrong says nothing about it, nor does a model that is not there. */
const ITS_OWN: ReadonlySet<ProviderFault> = new Set([
  "refused_credentials",
  "rate_limited",
  "unreachable",
  "maybe_done",
  "timeout",
  "broken",
]);

/** One of several providers that can do the same, with a circuit breaker that all calls of the process share. */
export class Candidate<P> {
  readonly label: string;
  readonly provider: P;
  private readonly nowMs: () => number;
  private state: BreakerState = CLOSED;
  private fault: ProviderFault | null = null;

  constructor(label: string, provider: P, nowMs: () => number) {
    this.label = label;
    this.provider = provider;
    this.nowMs = nowMs;
  }

  /** Why it may be left alone. */
  get lastFault(): ProviderFault | null {
    return this.fault;
  }

  admit(): boolean {
    const { admitted, state } = admit(this.state, this.nowMs());
    this.state = state;
    return admitted;
  }

  succeeded(): void {
    this.state = succeeded(this.state);
  }

  /** Once a task that gave it up, however often it was tried. */
  failed(fault: ProviderFault): void {
    if (!ITS_OWN.has(fault)) return;
    this.fault = fault;
    this.state = failed(this.state, this.nowMs(), fault === "refused_credentials");
  }
}

export const faultOf = (error: unknown): ProviderFault =>
  error instanceof ProviderError ? error.fault : "broken";

/** The first, which is what the others stand in for. Throws RangeError when there is none. */
export function firstOf<P>(candidates: readonly Candidate<P>[]): Candidate<P> {
  const [first] = candidates;
  if (first === undefined) throw new RangeError("a service has at least one provider");
  return first;
}

/** The same ones, this one first. */
export const preferring = <P>(candidates: readonly Candidate<P>[], first: Candidate<P>): Candidate<P>[] => [
  first,
  ...candidates.filter((candidate) => candidate !== first),
];

/** One task's walk through the candidates, in order; those that are left alone come last. Tells each that stands in. */
export class Attempts<P> {
  private readonly service: ProviderFailover["service"];
  private readonly onFailover: OnFailover;
  private readonly inOrder: Iterator<Candidate<P>>;
  private current: Candidate<P>;

  constructor(
    service: ProviderFailover["service"],
    candidates: readonly Candidate<P>[],
    onFailover: OnFailover,
  ) {
    this.service = service;
    this.onFailover = onFailover;
    this.inOrder = admittedFirst(candidates);
    this.current = firstOf(candidates);
  }

  /** Whom to ask; `error` is what the one before threw. null: nobody is left. */
  next(error: unknown): Candidate<P> | null {
    const next = this.inOrder.next();
    if (next.done) return null;
    const from = this.current;
    const to = next.value;
    this.current = to;
    if (from !== to)
      this.onFailover({
        service: this.service,
        from: from.label,
        to: to.label,
        fault: error === null ? (from.lastFault ?? "broken") : faultOf(error),
      });
    return to;
  }
}

function* admittedFirst<P>(candidates: readonly Candidate<P>[]): Generator<Candidate<P>> {
  const leftAlone: Candidate<P>[] = [];
  for (const candidate of candidates)
    if (candidate.admit()) yield candidate;
    else leftAlone.push(candidate);
  yield* leftAlone;
}
