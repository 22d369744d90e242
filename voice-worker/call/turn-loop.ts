import type { Effect } from "#lib/domain/turn-taking/effect";
import type { TurnTakingEvent } from "#lib/domain/turn-taking/event";
import { reduce, type Step } from "#lib/domain/turn-taking/reduce";
import { nextDeadline, type TurnTakingState } from "#lib/domain/turn-taking/state";
import type { Logger } from "#lib/observability/logger";

interface TurnLoopDeps {
  log: Logger;
  /** On the call's own clock. */
  nowMs(): number;
  /** How much of the present utterance has been played to the callee. */
  heardMs(): number;
  execute(effect: Effect): void;
}

/** Runs the reducer of one call: event by event, each with its effects before the next, and lets its deadlines pass. */
export class TurnLoop {
  state: TurnTakingState;
  private readonly deps: TurnLoopDeps;
  private readonly inbox: TurnTakingEvent[] = [];
  private deadline = Infinity;
  private isStepping = false;

  constructor(state: TurnTakingState, deps: TurnLoopDeps) {
    this.state = state;
    this.deps = deps;
  }

  dispatch(event: TurnTakingEvent): void {
    this.inbox.push(event);
    if (this.isStepping) return;
    this.isStepping = true;
    try {
      for (let next = this.inbox.shift(); next !== undefined; next = this.inbox.shift())
        this.stepSafely(next);
    } finally {
      this.isStepping = false;
    }
  }

  /** Lets the deadlines go on when nothing happens. */
  tick(): void {
    if (this.deps.nowMs() >= this.deadline) this.dispatch({ type: "tick" });
  }

  /** A fault in one call ends that call, not the worker. */
  private stepSafely(event: TurnTakingEvent): void {
    try {
      this.step(event);
    } catch (error) {
      this.deps.log.error({ err: error, event: event.type }, "a step of the call failed");
      if (event.type !== "end.asked") this.inbox.push({ type: "end.asked", by: "error" });
    }
  }

  private step(event: TurnTakingEvent): void {
    const now = this.deps.nowMs();
    const { agent } = this.state;
    if (agent !== null && agent.startedMs !== null) {
      const heardMs = this.deps.heardMs();
      const { generation } = agent;
      if (heardMs > agent.heardMs)
        this.take(reduce(this.state, { type: "played", generation, heardMs }, now));
    }
    this.take(reduce(this.state, event, now));
  }

  private take(step: Step): void {
    this.state = step.state;
    this.deadline = nextDeadline(step.state);
    for (const effect of step.effects) this.deps.execute(effect);
  }
}
