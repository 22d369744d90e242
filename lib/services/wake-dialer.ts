import type { ServiceContext } from "./context.ts";

/** Asks the dialer to look for due jobs now. A wake that is lost costs time only: the rows are the truth. */
export async function wakeDialer(ctx: ServiceContext): Promise<void> {
  try {
    await ctx.queue.wakePump();
  } catch (err) {
    ctx.log.warn({ err }, "the dialer could not be woken; its own look will find the jobs");
  }
}
