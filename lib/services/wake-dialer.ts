import { askWorker } from "./ask-worker.ts";
import type { ServiceContext } from "./context.ts";

/** Asks the dialer to look for due jobs now. */
export const wakeDialer = (ctx: ServiceContext): Promise<void> => askWorker(ctx, (queue) => queue.wakePump());
