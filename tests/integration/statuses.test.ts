import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SENTIMENTS } from "#lib/domain/analysis/analysis-form";
import { DELIVERY_STATUSES } from "#lib/domain/api/webhook";
import * as statuses from "#lib/domain/statuses";
import { ownerDatabaseUrl } from "../stack/addresses.ts";
import { API_KEY_ROLES, API_SCOPES, CONSENT_KINDS, CONSENT_SOURCES } from "#lib/domain/choices";

const COLUMNS: [table: string, column: string, values: readonly string[]][] = [
  ["campaigns", "status", statuses.CAMPAIGN_STATUSES],
  ["campaigns", "purpose", statuses.PURPOSES],
  ["leads", "status", statuses.LEAD_STATUSES],
  ["dialer_jobs", "status", statuses.JOB_STATUSES],
  ["dialer_jobs", "reason", statuses.JOB_REASONS],
  ["calls", "carrier_state", statuses.CARRIER_STATES],
  ["calls", "telephony_result", statuses.TELEPHONY_RESULTS],
  ["calls", "answered_by", statuses.ANSWERED_BY],
  ["calls", "disposition", statuses.DISPOSITIONS],
  ["calls", "ended_by", statuses.ENDED_BY],
  ["turns", "role", statuses.TURN_ROLES],
  ["imports", "status", statuses.IMPORT_STATUSES],
  ["call_analyses", "status", statuses.ANALYSIS_STATUSES],
  ["call_analyses", "sentiment", SENTIMENTS],
  ["user_profiles", "role", statuses.USER_ROLES],
  ["consents", "kind", CONSENT_KINDS],
  ["consents", "source", CONSENT_SOURCES],
  ["consents", "purpose", statuses.PURPOSES],
  ["api_keys", "scopes", API_SCOPES],
  ["api_keys", "role", API_KEY_ROLES],
  ["webhook_deliveries", "status", DELIVERY_STATUSES],
];

describe("statuses in the database and in the code", () => {
  const client = new pg.Client({ connectionString: ownerDatabaseUrl() });
  beforeAll(() => client.connect());
  afterAll(() => client.end());

  it.each(COLUMNS)("%s.%s holds the same values", async (table, column, values) => {
    const { rows } = await client.query<{ definition: string }>(
      `select pg_get_constraintdef(c.oid) as definition from pg_constraint c
       join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and array_length(c.conkey, 1) = 1
       where c.contype = 'c' and c.conrelid = ('talky.' || $1)::regclass and a.attname = $2`,
      [table, column],
    );
    const listed = rows.flatMap((row) => [...row.definition.matchAll(/'([a-z_]+)'::text/g)].map((m) => m[1]));
    expect(listed.toSorted()).toEqual([...values].toSorted());
  });
});
