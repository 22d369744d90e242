interface Entry {
  at: number;
  order: number;
  run(): void;
}

/**
 * Time that moves only when nobody has anything left to do: tasks run until each of them sleeps or has ended, then the
 * clock jumps to whatever comes next. A task may wait for the database as long as it likes; no time passes meanwhile.
 */
export class VirtualTime {
  /** What went wrong in a task that nobody waits for. */
  readonly failures: unknown[] = [];
  private ms: number;
  private order = 0;
  private busy = 0;
  private readonly queue: Entry[] = [];
  private whenIdle: (() => void) | null = null;

  constructor(start: Date) {
    this.ms = start.getTime();
  }

  now(): number {
    return this.ms;
  }

  /** Begins a task after `ms`. */
  after(ms: number, task: () => Promise<unknown>): void {
    this.push(ms, () => {
      void task()
        .catch((error: unknown) => this.failures.push(error))
        .finally(() => this.rest());
    });
  }

  /** Only within a task. */
  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.push(ms, resolve);
      this.rest();
    });
  }

  /** Goes on until `until`, or until nothing is planned any more. */
  async run(until: Date): Promise<void> {
    for (;;) {
      await this.idle();
      const next = this.queue[0];
      if (!next || next.at > until.getTime()) break;
      this.pop();
      this.ms = Math.max(this.ms, next.at);
      this.busy += 1;
      next.run();
    }
    this.ms = Math.max(this.ms, until.getTime());
  }

  private rest(): void {
    this.busy -= 1;
    if (this.busy === 0) this.whenIdle?.();
  }

  private idle(): Promise<void> {
    if (this.busy === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.whenIdle = () => {
        this.whenIdle = null;
        resolve();
      };
    });
  }

  private push(ms: number, run: () => void): void {
    const entry = { at: this.ms + Math.max(0, Math.ceil(ms)), order: (this.order += 1), run };
    let index = this.queue.push(entry) - 1;
    while (index > 0) {
      const parent = (index - 1) >> 1;
      if (!comesFirst(entry, this.queue[parent] as Entry)) break;
      this.queue[index] = this.queue[parent] as Entry;
      index = parent;
    }
    this.queue[index] = entry;
  }

  private pop(): void {
    const last = this.queue.pop() as Entry;
    if (this.queue.length === 0) return;
    let index = 0;
    for (;;) {
      let child = 2 * index + 1;
      if (child >= this.queue.length) break;
      if (
        child + 1 < this.queue.length &&
        comesFirst(this.queue[child + 1] as Entry, this.queue[child] as Entry)
      )
        child += 1;
      if (!comesFirst(this.queue[child] as Entry, last)) break;
      this.queue[index] = this.queue[child] as Entry;
      index = child;
    }
    this.queue[index] = last;
  }
}

const comesFirst = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
