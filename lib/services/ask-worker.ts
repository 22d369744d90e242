import type { JobProducer } from "#lib/queue/port";
import type { ServiceContext } from "./context.ts";

/** Asks the worker for what a row stands for already. A wish that is lost costs time only: the sweep finds the row. */
export async function askWorker(
  ctx: ServiceContext,
  ask: (queue: JobProducer) => Promise<void>,
): Promise<void> {
  try {
    await ask(ctx.queue);
  } catch (err) {
    ctx.log.warn({ err }, "the worker could not be asked; its own look will find what is to do");
  }
}
