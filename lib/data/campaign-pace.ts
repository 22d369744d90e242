import { sql } from "kysely";
import type { CampaignStats } from "#lib/domain/api/campaign-stats";
import type { Db } from "./db.ts";

/** Over so long it is measured; a campaign that began later, since then. */
const WINDOW_S = 900;
const LEAST_S = 30;

/** How many contacts a campaign has lately come to an end with. Walks the newest calls alone, however many there are. */
export async function campaignPace(db: Db, tenantId: string, id: string): Promise<CampaignStats["pace"]> {
  const { rows } = await sql<{ contacts: number; seconds: number }>`
    select (select count(*) from talky.calls k join talky.dialer_jobs j on j.id = k.job_id
        where k.tenant_id = c.tenant_id and k.campaign_id = c.id and j.status = 'done'
          and k.requested_at > now() - make_interval(secs => ${WINDOW_S})) as contacts,
      least(${WINDOW_S}, extract(epoch from now() - c.started_at))::int as seconds
    from talky.campaigns c where c.tenant_id = ${tenantId}::uuid and c.id = ${id}::uuid and c.status = 'running'
  `.execute(db);
  const [pace] = rows;
  return pace && pace.contacts > 0 && pace.seconds >= LEAST_S ? pace : null;
}
