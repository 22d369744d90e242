import type { Clock } from "./clock.ts";
import type { Webhook } from "./webhook-delivery.ts";

/** How a number's webhooks travel. */
export type EventHabit = "ordinary" | "doubled_and_swapped" | "completed_lost";

export interface CallEvent {
  url: string;
  method: "POST" | "GET";
  body: Record<string, unknown> & { status: string };
  /** Of the phone's own leg: then it is noted among the statuses that were sent. */
  isPhoneLeg: boolean;
  /** Given: the app's answer is waited for and handed over (null: none). */
  onAnswer?: (answer: unknown) => void;
}

/** An event waits this long for a later one to overtake it. */
const SWAP_WAIT_MS = 400;

/** The webhooks of one call, on their way to the app: as they come, or with what goes wrong on the way. */
export class CallEvents {
  private readonly habit: EventHabit;
  private readonly clock: Clock;
  private readonly send: (webhook: Webhook) => Promise<unknown>;
  private readonly noteSent: (status: string) => void;
  private isDropped = false;
  private held: { event: CallEvent; stopTimer: () => void } | null = null;

  constructor(
    habit: EventHabit,
    clock: Clock,
    send: (webhook: Webhook) => Promise<unknown>,
    noteSent: (status: string) => void,
  ) {
    this.habit = habit;
    this.clock = clock;
    this.send = send;
    this.noteSent = noteSent;
  }

  emit(event: CallEvent): void {
    if (this.isDropped) return;
    if (this.habit === "completed_lost" && event.body.status === "completed") return;
    if (this.habit !== "doubled_and_swapped") {
      this.deliver(event);
      return;
    }
    const earlier = this.takeHeld();
    if (!earlier) {
      const stopTimer = this.clock.after(SWAP_WAIT_MS, () => {
        const alone = this.takeHeld();
        if (alone) this.deliverTwice(alone);
      });
      this.held = { event, stopTimer };
      return;
    }
    this.deliverTwice(event);
    this.deliverTwice(earlier);
  }

  /** Nothing leaves any more. */
  drop(): void {
    this.isDropped = true;
    this.takeHeld();
  }

  private takeHeld(): CallEvent | null {
    const held = this.held;
    this.held = null;
    held?.stopTimer();
    return held?.event ?? null;
  }

  private deliverTwice(event: CallEvent): void {
    this.deliver(event);
    this.deliver({ ...event, onAnswer: undefined });
  }

  private deliver(event: CallEvent): void {
    if (event.isPhoneLeg) this.noteSent(event.body.status);
    const { url, method, body } = event;
    void this.send({ url, method, body, mayAnswer: event.onAnswer !== undefined }).then((answer) =>
      event.onAnswer?.(answer),
    );
  }
}
