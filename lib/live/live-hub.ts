import type { LiveMessage, LiveSubscriber } from "./port.ts";

/** One subscription for all listeners of a process, taken when the first of them comes. */
export function createLiveHub(feed: LiveSubscriber): LiveSubscriber {
  const listeners = new Set<(message: LiveMessage) => void>();
  let opening: Promise<unknown> | null = null;
  return {
    async subscribe(onMessage) {
      listeners.add(onMessage);
      opening ??= feed.subscribe((message) => {
        for (const listener of listeners) listener(message);
      });
      try {
        await opening;
      } catch {
        // Without the feed the rows are looked at all the same, only less often.
        opening = null;
      }
      return () => {
        listeners.delete(onMessage);
        return Promise.resolve();
      };
    },
  };
}
