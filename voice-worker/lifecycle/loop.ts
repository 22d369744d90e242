import type { Logger } from "#lib/observability/logger";

export interface Loop {
  /** Runs now instead of at the next tick; while running, once more after it. */
  poke(): void;
  /** Begins no further run; resolves when the one under way has ended. */
  stop(): Promise<void>;
  /** When the last run ended well, by the monotonic clock (ms); null: never yet. */
  readonly lastGoodAtMs: number | null;
}

/** Runs `step` every `everyMs`, never twice at once. A run that throws is logged and does not end the loop. */
export function startLoop(options: {
  name: string;
  everyMs: number;
  log: Logger;
  step: () => Promise<void>;
}): Loop {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<unknown> | null = null;
  let isPoked = false;
  let isStopped = false;
  let lastGoodAtMs: number | null = null;

  const run = (): void => {
    if (timer) clearTimeout(timer);
    timer = null;
    isPoked = false;
    // The step begins after `running` stands, so that a poke from within it is seen as one.
    running = Promise.resolve()
      .then(options.step)
      .then(() => (lastGoodAtMs = performance.now()))
      .catch((err: unknown) => options.log.error({ err, loop: options.name }, "a loop's step failed"))
      .finally(() => {
        running = null;
        if (isStopped) return;
        if (isPoked) run();
        else timer = setTimeout(run, options.everyMs);
      });
  };
  timer = setTimeout(run, 0);

  return {
    poke() {
      if (isStopped) return;
      if (running) isPoked = true;
      else run();
    },
    async stop() {
      isStopped = true;
      if (timer) clearTimeout(timer);
      await running;
    },
    get lastGoodAtMs() {
      return lastGoodAtMs;
    },
  };
}
