import { findFreePort } from "../../sandbox/launcher/ports.mjs";
import type { Part } from "../../sandbox/launcher/part.mjs";
import type { Stack } from "../../sandbox/launcher/stack.mjs";

const NAME = "worker-2";

/** Another voice worker beside the stack's own: the same database, queue and disk, an address of its own. */
export async function startSecondWorker(stack: Stack): Promise<Part> {
  const port = String(await findFreePort());
  const url = `http://127.0.0.1:${port}`;
  const environment = {
    ...stack.environments.worker,
    TALKY_WORKER_PORT: port,
    TALKY_WORKER_PUBLIC_URL: url,
  };
  Object.assign(stack.environments, { [NAME]: environment });
  Object.assign(stack.urls, { [NAME]: url });
  await stack.startPart(NAME, ["voice-worker/main.ts"], "/health", 60_000, stack.drainLimitMs);
  return partOf(stack, NAME);
}

export function partOf(stack: Stack, name: string): Part {
  const part = stack.parts.find(({ options }) => options.name === name);
  if (!part) throw new Error(`the stack has no ${name}`);
  return part;
}
