import type { Logger } from "#lib/observability/logger";

export interface ShutdownStep {
  name: string;
  run(): Promise<unknown> | void;
  /** A step that takes longer is left behind. */
  limitMs: number;
}

/** Runs the steps in their order; one that fails or hangs does not keep the next from running. */
export async function runShutdown(steps: ShutdownStep[], log: Logger): Promise<void> {
  for (const step of steps) {
    const late = Promise.withResolvers<"late">();
    const timer = setTimeout(() => late.resolve("late"), step.limitMs);
    try {
      const done = await Promise.race([Promise.resolve(step.run()), late.promise]);
      if (done === "late") log.warn({ step: step.name }, "a step of the shutdown took too long");
    } catch (err) {
      log.error({ err, step: step.name }, "a step of the shutdown failed");
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The first signal begins the shutdown, a second one ends the process at once. */
export function onStopSignal(process: NodeJS.Process, stop: (signal: string) => void): void {
  let hasBegun = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (hasBegun) process.exit(1);
      hasBegun = true;
      stop(signal);
    });
  }
}
