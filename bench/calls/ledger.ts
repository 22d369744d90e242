/** When what happened to the turn that a call is in; milliseconds of the world's own clock. */
interface OpenTurn {
  speechEndAt: number;
  endOfTurnAt: number | null;
  modelAskedAt: number | null;
  modelSpokeAt: number | null;
  voiceAskedAt: number | null;
  voiceSpokeAt: number | null;
}

/** What the outside world saw of the worker, call by call; it alone knows how long its own providers took. */
export class Ledger {
  /** First frame after the end of the turn, less what model and voice took of the time in between. */
  readonly addedMs: number[] = [];
  /** End of the callee's speech to the first frame of the answer. */
  readonly responseMs: number[] = [];
  readonly firstWordMs: number[] = [];
  /** The recogniser's words of an interruption to the `clear` at the phone. */
  readonly clearMs: number[] = [];
  interruptions = 0;
  /** A turn of the callee that was not answered in time. */
  unanswered = 0;
  isMeasuring = false;
  private readonly turns = new Map<number, OpenTurn>();
  private readonly breakers = new Set<number>();
  private readonly interruptedAt = new Map<number, number>();

  spoke(call: number): void {
    this.turns.set(call, {
      speechEndAt: performance.now(),
      endOfTurnAt: null,
      modelAskedAt: null,
      modelSpokeAt: null,
      voiceAskedAt: null,
      voiceSpokeAt: null,
    });
  }

  /** The last word counts: a speculative answer that was thrown away leaves no trace. */
  note(call: number, what: Exclude<keyof OpenTurn, "speechEndAt">): void {
    const turn = this.turns.get(call);
    if (turn === undefined) return;
    if (what === "endOfTurnAt" || what === "modelAskedAt" || turn[what] === null)
      turn[what] = performance.now();
    if (what === "modelAskedAt")
      Object.assign(turn, { modelSpokeAt: null, voiceAskedAt: null, voiceSpokeAt: null });
  }

  /** A frame of the agent's reached the phone, and it was silent before. */
  answered(call: number): void {
    const turn = this.turns.get(call);
    const now = performance.now();
    if (turn === undefined || turn.endOfTurnAt === null) return;
    this.turns.delete(call);
    if (!this.isMeasuring) return;
    this.responseMs.push(now - turn.speechEndAt);
    const { endOfTurnAt, modelAskedAt, modelSpokeAt, voiceAskedAt, voiceSpokeAt } = turn;
    if (modelAskedAt === null || modelSpokeAt === null || voiceAskedAt === null || voiceSpokeAt === null)
      return;
    // Only that part of the providers' time counts which lies behind the end of the turn.
    const behind = (from: number, to: number): number => Math.max(0, to - Math.max(from, endOfTurnAt));
    this.addedMs.push(
      now - endOfTurnAt - behind(modelAskedAt, modelSpokeAt) - behind(voiceAskedAt, voiceSpokeAt),
    );
  }

  giveUp(call: number): void {
    this.interruptedAt.delete(call);
    if (this.turns.delete(call) && this.isMeasuring) this.unanswered += 1;
  }

  /** The callee begins to speak while the agent does. */
  breaksIn(call: number): void {
    this.breakers.add(call);
  }

  /** The recogniser has told the first words of it. */
  told(call: number): void {
    if (this.breakers.delete(call)) this.interruptedAt.set(call, performance.now());
  }

  cleared(call: number): void {
    const at = this.interruptedAt.get(call);
    if (at === undefined) return;
    this.interruptedAt.delete(call);
    if (!this.isMeasuring) return;
    this.interruptions += 1;
    this.clearMs.push(performance.now() - at);
  }

  greeted(ms: number): void {
    if (this.isMeasuring) this.firstWordMs.push(ms);
  }
}
