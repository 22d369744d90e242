/** What a tenant may set of the gate's rules (`talky.dialing_rules`); a tenant without a row has these. */
export const DIALING_RULE_DEFAULTS = {
  /** ISO 3166; null: every country. */
  allowed_countries: null as string[] | null,
  attempts_per_day: 2,
  attempts_per_week: 4,
  min_gap_minutes: 30,
  /** Why marketing calls need no recorded consent, in the tenant's own words; null: they need it. */
  consent_waiver: null as string | null,
} as const;
