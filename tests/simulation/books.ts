import type { ClockedPool } from "./clocked-pool.ts";
import { costOf, type CostlyCall } from "#lib/data/call-costs";

/** What one business or campaign took, by each of those who count it. */
export interface Account {
  of: "tenant" | "campaign";
  id: string;
  calls: number;
  /** Reckoned anew, call by call, from what each took and the prices of its day. */
  reckonedMicros: bigint;
  callMicros: bigint;
  ledgerMicros: bigint;
  /** By the sums that the gate asks: a campaign's spending; of a business all of its campaigns'. */
  spentMicros: bigint;
  callSeconds: number;
  ledgerSeconds: number;
  /** Of a business: by the months that its plan counts. */
  planSeconds: number | null;
}

export interface Books {
  accounts: Account[];
  /** Each place where two of them do not say the same, call by call and sum by sum. */
  differences: string[];
}

type CallRow = CostlyCall & {
  id: string;
  tenant_id: string;
  campaign_id: string;
  answered_at: Date | null;
  micros: string;
  used_micros: string | null;
  used_s: number | null;
  open_micros: string;
};

/** Holds every call, the ledger, the campaigns' spending and the plans' months against each other, to the micro-unit. */
export async function keepBooks(owner: ClockedPool): Promise<Books> {
  const { rows: calls } = await owner.query<CallRow>(
    `select k.id, k.tenant_id, k.campaign_id, k.carrier, k.phone_number, k.requested_at, k.ended_at, k.session_ended_at,
       k.answered_at, k.duration_s, k.carrier_price_micros, k.usage, k.snapshot,
       (k.telephony_micros + k.stt_micros + k.llm_micros + k.tts_micros)::text as micros, u.used_micros::text, u.used_s,
       case when u.settled_at is null then u.reserved_micros else 0 end::text as open_micros
     from talky.calls k left join talky.usage_ledger u on u.call_id = k.id`,
  );
  const { rows: orphans } = await owner.query(
    "select from talky.usage_ledger u where not exists (select from talky.calls k where k.id = u.call_id)",
  );
  const { rows: spending } = await owner.query<{
    id: string;
    tenant_id: string;
    spent: string;
    open: string;
  }>(
    "select campaign_id as id, tenant_id, spent_micros::text as spent, reserved_micros::text as open from talky.campaign_spend",
  );
  const { rows: months } = await owner.query<{ id: string; seconds: number }>(
    "select tenant_id as id, sum(seconds) as seconds from talky.usage_months group by 1",
  );
  const accounts = new Map<string, Account>();
  const differences: string[] = orphans.length > 0 ? [`${orphans.length} entries of no call`] : [];
  const account = (of: Account["of"], id: string): Account => {
    const found = accounts.get(id) ?? emptyAccount(of, id);
    accounts.set(id, found);
    return found;
  };
  for (const call of calls) {
    const reckoned = BigInt(costOf(call, call.answered_at, null).total_micros);
    const [own, entered] = [BigInt(call.micros), BigInt(call.used_micros ?? 0)];
    if (call.used_micros === null) differences.push(`call ${call.id} has no settled entry`);
    if (own !== entered || own !== reckoned)
      differences.push(`call ${call.id} costs ${own}, by the ledger ${entered}, reckoned anew ${reckoned}`);
    if ((call.duration_s ?? 0) !== call.used_s)
      differences.push(`call ${call.id} took ${call.duration_s} s, by the ledger ${call.used_s} s`);
    for (const one of [account("tenant", call.tenant_id), account("campaign", call.campaign_id)]) {
      one.calls += 1;
      one.reckonedMicros += reckoned;
      one.callMicros += own;
      one.ledgerMicros += entered;
      one.callSeconds += call.duration_s ?? 0;
      one.ledgerSeconds += call.used_s ?? 0;
    }
  }
  for (const { id, tenant_id, spent, open } of spending) {
    account("campaign", id).spentMicros += BigInt(spent);
    account("tenant", tenant_id).spentMicros += BigInt(spent);
    if (open !== "0") differences.push(`campaign ${id} still sets ${open} aside`);
  }
  for (const { id, seconds } of months) account("tenant", id).planSeconds = seconds;
  for (const one of accounts.values()) differences.push(...differencesOf(one));
  return { accounts: [...accounts.values()], differences };
}

const emptyAccount = (of: Account["of"], id: string): Account => ({
  of,
  id,
  calls: 0,
  reckonedMicros: 0n,
  callMicros: 0n,
  ledgerMicros: 0n,
  spentMicros: 0n,
  callSeconds: 0,
  ledgerSeconds: 0,
  planSeconds: null,
});

function differencesOf(account: Account): string[] {
  const { of, id, reckonedMicros, callMicros, ledgerMicros, spentMicros } = account;
  const { callSeconds, ledgerSeconds, planSeconds } = account;
  const money = new Set([reckonedMicros, callMicros, ledgerMicros, spentMicros]);
  const seconds = new Set([callSeconds, ledgerSeconds, ...(of === "tenant" ? [planSeconds ?? 0] : [])]);
  return [
    ...(money.size > 1 ? [`${of} ${id}: money ${[...money].join(" ≠ ")}`] : []),
    ...(seconds.size > 1 ? [`${of} ${id}: seconds ${[...seconds].join(" ≠ ")}`] : []),
  ];
}
