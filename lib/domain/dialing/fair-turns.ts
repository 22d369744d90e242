export interface Contender {
  tenantId: string;
  campaignId: string;
}

/**
 * The order in which campaigns take their turn: one campaign of each tenant, then the second of each, and so on.
 * `turn` rotates who comes first, so that over many rounds nobody is always last.
 */
export function fairTurns<C extends Contender>(contenders: readonly C[], turn: number): C[] {
  const byTenant = new Map<string, C[]>();
  for (const contender of contenders) {
    const own = byTenant.get(contender.tenantId);
    if (own) own.push(contender);
    else byTenant.set(contender.tenantId, [contender]);
  }
  const tenants = rotate([...byTenant.values()], turn).map((own) => rotate(own, turn));
  const order: C[] = [];
  const rounds = Math.max(0, ...tenants.map((own) => own.length));
  for (let round = 0; round < rounds; round += 1) {
    for (const own of tenants) {
      const next = own[round];
      if (next) order.push(next);
    }
  }
  return order;
}

function rotate<T>(list: T[], by: number): T[] {
  if (list.length === 0) return list;
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
