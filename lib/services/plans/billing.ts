/** Who is asked before a plan changes. A payment provider takes this place. */
export interface Billing {
  /** What keeps the change from being made, as the owner reads it; null: nothing. */
  objection(change: { tenantId: string; fromPlanId: string; toPlanId: string }): Promise<string | null>;
}

/** Nobody is charged: every plan on offer may be taken. */
export const NO_BILLING: Billing = { objection: () => Promise.resolve(null) };
