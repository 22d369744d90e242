import { hashKey, type InfiniteData, type QueryClient, type QueryKey } from "@tanstack/react-query";
import type { CallDetail, CallSummary } from "#lib/domain/api/call";
import type { Campaign } from "#lib/domain/api/campaign";
import type { Import } from "#lib/domain/api/import";
import type { LiveEvent } from "#lib/domain/api/live";
import type { Page } from "#lib/domain/api/page";
import { callsKey } from "../call-queries.ts";
import { campaignsKey, importsKey, runningKey } from "../campaign-queries.ts";
import { askEveryMs, isCallList, LIVE_ROOTS, staleAfter } from "./live-keys.ts";
import { withCallEvent, withCampaignEvent, withImportEvent } from "./live-patches.ts";

/** The screen changes at most four times a second. */
const DRAW_EVERY_MS = 250;

/** Writes what the stream tells into what the queries keep, and asks anew for what an event only hints at. */
export class LiveCache {
  private readonly queries: QueryClient;
  private events: LiveEvent[] = [];
  private readonly stale = new Map<string, QueryKey>();
  private readonly askedAt = new Map<string, number>();
  private timer: ReturnType<typeof setTimeout> | null = null;

  constructor(queries: QueryClient) {
    this.queries = queries;
  }

  take(event: LiveEvent): void {
    this.events.push(event);
    this.wake();
  }

  /** Everything that is on screen, and what is not when it comes back to it. */
  askForAll(): void {
    for (const queryKey of LIVE_ROOTS) {
      void this.queries.invalidateQueries({ queryKey, predicate: (query) => !isCallList(query.queryKey) });
    }
    this.leaveListsStale();
  }

  stop(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  }

  private wake(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.flush();
    }, DRAW_EVERY_MS);
  }

  private flush(): void {
    const events = this.events.splice(0);
    for (const event of events) {
      this.write(event);
      for (const key of staleAfter(event)) this.stale.set(hashKey(key), key);
    }
    if (events.some(({ type }) => type.startsWith("call.") && type !== "call.turn")) this.leaveListsStale();
    this.ask();
    if (this.stale.size > 0) this.wake();
  }

  private write(event: LiveEvent): void {
    switch (event.type) {
      case "campaign.status":
      case "campaign.stats":
        for (const queryKey of [[...campaignsKey, "list"], runningKey]) {
          this.queries.setQueriesData<Page<Campaign>>({ queryKey }, (page) =>
            page ? mapSame(page, (one) => withCampaignEvent(one, event)) : page,
          );
        }
        this.queries.setQueryData<Campaign>([...campaignsKey, event.campaign_id], (one) =>
          one ? withCampaignEvent(one, event) : one,
        );
        return;
      case "call.state":
      case "call.ended":
        this.queries.setQueriesData<InfiniteData<Page<CallSummary>>>(
          { queryKey: [...callsKey, "list"], type: "active" },
          (data) =>
            data
              ? { ...data, pages: data.pages.map((page) => mapSame(page, (c) => withCallEvent(c, event))) }
              : data,
        );
        this.queries.setQueryData<CallDetail>([...callsKey, event.call_id], (call) =>
          call ? withCallEvent(call, event) : call,
        );
        return;
      case "import.progress":
        this.queries.setQueryData<Import>([...importsKey, event.import_id], (run) =>
          run ? withImportEvent(run, event) : run,
        );
        return;
      case "call.started":
      case "call.turn":
      case "live.ready":
      case "live.reset":
      case "live.ping":
    }
  }

  /** What is being asked already is asked once more when the answer is there: it may have been read before the event. */
  private ask(): void {
    const now = performance.now();
    for (const [hash, queryKey] of this.stale) {
      if (now - (this.askedAt.get(hash) ?? -Infinity) < askEveryMs(queryKey)) continue;
      if (this.queries.isFetching({ queryKey }) > 0) continue;
      this.stale.delete(hash);
      this.askedAt.set(hash, now);
      void this.queries.invalidateQueries({ queryKey });
    }
  }

  /** A list that is not on screen has missed rows: it is asked for when it is shown again. */
  private leaveListsStale(): void {
    void this.queries.invalidateQueries({
      queryKey: [...callsKey, "list"],
      type: "inactive",
      refetchType: "none",
    });
  }
}

function mapSame<T>(page: Page<T>, change: (item: T) => T): Page<T> {
  const items = page.items.map(change);
  return items.some((item, i) => item !== page.items[i]) ? { ...page, items } : page;
}
