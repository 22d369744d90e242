/**
 * Says once that nothing came for `ms`. When a process was held up, its timers run before what its sockets have brought
 * meanwhile is read: that is read first, and may feed it. At rest until it is fed.
 */
export class Watchdog {
  private readonly ms: number;
  private readonly onSilence: () => void;
  private timer: NodeJS.Timeout | undefined;
  private afterReading: NodeJS.Immediate | undefined;

  constructor(ms: number, onSilence: () => void) {
    this.ms = ms;
    this.onSilence = onSilence;
  }

  feed(): void {
    clearImmediate(this.afterReading);
    if (this.timer) this.timer.refresh();
    else
      this.timer = setTimeout(() => {
        this.afterReading = setImmediate(this.onSilence);
      }, this.ms);
  }

  rest(): void {
    clearTimeout(this.timer);
    clearImmediate(this.afterReading);
    this.timer = undefined;
  }
}
