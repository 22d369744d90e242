import type { Clock } from "./clock.ts";
import type { MachineDetection } from "./create-request.ts";

export interface DetectionEvents {
  detected(what: "human" | "machine"): void;
  beep(subState: "beep_start" | "beep_timeout"): void;
  /** The call may begin: at once when detection runs beside it, else when it has come to an end. */
  goAhead(): void;
}

/** Answering-machine detection of one call, from the moment of answer. */
export class AnswerMachine {
  private readonly asked: MachineDetection | null;
  private readonly clock: Clock;
  private readonly on: DetectionEvents;
  private stopTimer: (() => void) | null = null;
  private isWaitingForBeep = false;

  constructor(asked: MachineDetection | null, clock: Clock, on: DetectionEvents) {
    this.asked = asked;
    this.clock = clock;
    this.on = on;
  }

  /** `what` = null when nothing can be told: a synchronous detection then takes it for a human. */
  begin(what: "human" | "machine" | null, afterMs: number): void {
    const mode = this.asked?.mode ?? "default";
    if (mode === "default") this.on.goAhead();
    if (!this.asked || (what === null && mode === "default")) return;
    this.stopTimer = this.clock.after(afterMs, () => this.tell(what ?? "human", mode));
  }

  beeped(): void {
    if (!this.isWaitingForBeep) return;
    this.stop();
    this.on.beep("beep_start");
    this.on.goAhead();
  }

  stop(): void {
    this.stopTimer?.();
    this.stopTimer = null;
    this.isWaitingForBeep = false;
  }

  private tell(what: "human" | "machine", mode: MachineDetection["mode"]): void {
    this.on.detected(what);
    if (mode === "default") return;
    if (mode === "detect" || what === "human") {
      this.on.goAhead();
      return;
    }
    this.isWaitingForBeep = true;
    this.stopTimer = this.clock.after((this.asked?.beep_timeout ?? 45) * 1000, () => {
      this.isWaitingForBeep = false;
      this.on.beep("beep_timeout");
      this.on.goAhead();
    });
  }
}
