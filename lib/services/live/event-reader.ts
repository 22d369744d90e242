import { countLiveRows, type LiveRow, newestEventId, readLiveRows } from "#lib/data/live-rows";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

const AT_A_TIME = 500;
/** A row may be seen so long after one with a higher id: its transaction took longer. */
const LATE_MS = 5000;
/** Whoever comes back goes back by so many ids, of all tenants together, for the same reason. */
const BACK_IDS = 200;
/** Whoever has missed more asks for everything anew. */
const MOST_MISSED = 5000;

/** Reads a tenant's events as they are written, each once. */
export class EventReader {
  private readonly ctx: UserContext;
  /** Nothing at or below it comes any more. */
  private floor: number;
  private readonly seen = new Map<number, number>();

  private constructor(ctx: UserContext, floor: number) {
    this.ctx = ctx;
    this.floor = floor;
  }

  /** From behind the event `after`, or (null) from now on. `isWhole` false: too much was missed, so it begins now. */
  static async open(
    ctx: UserContext,
    after: number | null,
  ): Promise<{ reader: EventReader; isWhole: boolean }> {
    const { newest, missed } = await asUser(ctx, "calls.read", async (trx, tenantId) => ({
      newest: await newestEventId(trx, tenantId),
      missed: after === null ? 0 : await countLiveRows(trx, tenantId, after, MOST_MISSED + 1),
    }));
    const isWhole = missed <= MOST_MISSED;
    const from = after === null || !isWhole ? newest : Math.max(0, after - BACK_IDS);
    return { reader: new EventReader(ctx, from), isWhole };
  }

  /** What has come since, in order. */
  async read(): Promise<LiveRow[]> {
    const all: LiveRow[] = [];
    for (;;) {
      const rows = await this.readSome();
      all.push(...rows);
      if (rows.length < AT_A_TIME) return all;
    }
  }

  private async readSome(): Promise<LiveRow[]> {
    const now = performance.now();
    for (const [id, at] of this.seen) if (now - at > LATE_MS) this.floor = Math.max(this.floor, id);
    for (const id of this.seen.keys()) if (id <= this.floor) this.seen.delete(id);
    const rows = await asUser(this.ctx, "calls.read", (trx, tenantId) =>
      readLiveRows(trx, tenantId, { after: this.floor, except: [...this.seen.keys()], limit: AT_A_TIME }),
    );
    for (const { id } of rows) this.seen.set(id, now);
    return rows;
  }
}
