import { findCampaign } from "#lib/data/campaigns";
import type { Trx } from "#lib/data/db";
import { recentImports } from "#lib/data/imports";
import type { LiveEvent } from "#lib/domain/api/live";
import { asUser } from "../auth/as-user.ts";
import type { UserContext } from "../context.ts";

const EVERY_MS = 1000;

/** Tells how campaigns stand when they have changed, each at most once a second, and only what is new. */
export class CampaignWatch {
  private readonly ctx: UserContext;
  private readonly changed = new Set<string>();
  private readonly askedAt = new Map<string, number>();
  /** Another tenant's: of no interest. */
  private readonly foreign = new Set<string>();
  private readonly told = new Map<string, string>();

  constructor(ctx: UserContext) {
    this.ctx = ctx;
  }

  /** false: it is none of ours. */
  note(campaignId: string): boolean {
    if (this.foreign.has(campaignId)) return false;
    this.changed.add(campaignId);
    return true;
  }

  async read(): Promise<LiveEvent[]> {
    const now = performance.now();
    const due = [...this.changed].filter((id) => now - (this.askedAt.get(id) ?? -EVERY_MS) >= EVERY_MS);
    if (due.length === 0) return [];
    const events: LiveEvent[] = [];
    await asUser(this.ctx, "calls.read", async (trx, tenantId) => {
      for (const id of due) events.push(...(await this.readOne(trx, tenantId, id)));
    });
    for (const id of due) {
      this.changed.delete(id);
      this.askedAt.set(id, now);
    }
    return events.filter((event) => this.isNews(event));
  }

  private async readOne(trx: Trx, tenantId: string, id: string): Promise<LiveEvent[]> {
    const campaign = await findCampaign(trx, tenantId, id);
    if (campaign === null) {
      this.foreign.add(id);
      return [];
    }
    const { status, pause_reason, total_leads, leads_done, calls_in_progress, goals_achieved } = campaign;
    const imports = await recentImports(trx, tenantId, id);
    return [
      { type: "campaign.status", campaign_id: id, status, pause_reason },
      { type: "campaign.stats", campaign_id: id, total_leads, leads_done, calls_in_progress, goals_achieved },
      ...imports.map((one): LiveEvent => {
        const { total_rows, imported, updated, duplicates_skipped, rejected, progress } = one;
        return {
          type: "import.progress",
          import_id: one.id,
          campaign_id: id,
          status: one.status,
          progress,
          total_rows,
          imported,
          updated,
          duplicates_skipped,
          rejected,
        };
      }),
    ];
  }

  private isNews(event: LiveEvent): boolean {
    const of = "import_id" in event ? event.import_id : "campaign_id" in event ? event.campaign_id : "";
    const [key, text] = [`${event.type} ${of}`, JSON.stringify(event)];
    if (this.told.get(key) === text) return false;
    this.told.set(key, text);
    return true;
  }
}
