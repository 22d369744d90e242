import { randomBytes } from "node:crypto";
import type pg from "pg";

type Queryable = Pick<pg.Client, "query">;

/** A tenant with one row in every tenant-owned table, none of which a worker has anything to do with; `ids` by table. */
export interface Furnished {
  tenantId: string;
  ids: Readonly<Record<string, string>>;
  /** Stands in every text of its own rows: wherever it is read, this tenant's rows were. */
  mark: string;
}

/** Made as sign-up makes them; a database without Supabase Auth does. */
export async function newTenant(owner: Queryable): Promise<{ tenantId: string; userId: string }> {
  const { rows } = await owner.query<{ id: string }>(
    `insert into auth.users (id, email, raw_user_meta_data)
     values (gen_random_uuid(), $1, '{"name":"Isolated","business_name":"Isolated"}') returning id`,
    [`${randomBytes(8).toString("hex")}@isolation.test`],
  );
  const userId = rows[0]?.id ?? "";
  const profile = await owner.query<{ tenant_id: string }>(
    "select tenant_id from talky.user_profiles where id = $1",
    [userId],
  );
  return { tenantId: profile.rows[0]?.tenant_id ?? "", userId };
}

/** Each row in the order in which others refer to it: table, its columns after `tenant_id`, and their values. */
function rowsOf(mark: string, number: string, id: (table: string) => string): [string, () => Row][] {
  const text = `Text ${mark}`;
  return [
    ["agents", () => ({ name: text })],
    ["agent_versions", () => ({ agent_id: id("agents"), version: 1, config: { name: text } })],
    ["campaigns", () => ({ name: text, goal: text, agent_id: id("agents") })],
    ["leads", () => ({ campaign_id: id("campaigns"), phone_number: number, first_name: text })],
    [
      "dialer_jobs",
      () => ({
        campaign_id: id("campaigns"),
        lead_id: id("leads"),
        phone_number: number,
        next_attempt_at: "2999-01-01",
      }),
    ],
    [
      "calls",
      () => ({
        campaign_id: id("campaigns"),
        lead_id: id("leads"),
        job_id: id("dialer_jobs"),
        attempt: 1,
        phone_number: number,
        from_number: "+14155550000",
        worker_id: "00000000-0000-4000-8000-000000000000",
        worker_url: "http://worker.invalid",
        socket_token_hash: "h",
        snapshot: {},
        carrier_state: "ended",
        telephony_result: "answered",
        answered_by: "human",
        disposition: "goal_achieved",
        answered_at: "2026-01-01",
        ended_at: "2026-01-01T00:01:00Z",
        settled_at: "2026-01-01T00:01:00Z",
        charges: JSON.stringify([
          { service: "tts", provider: "cartesia", model: mark, quantity: 1, cost_micros: 1 },
        ]),
      }),
    ],
    [
      "reply_times",
      () => ({ campaign_id: id("campaigns"), day: "2026-01-01", stage: "total", ms: 500, replies: 1 }),
    ],
    ["call_events", () => ({ job_id: id("dialer_jobs"), call_id: id("calls"), type: "x", data: { text } })],
    ["turns", () => ({ call_id: id("calls"), index: 0, role: "callee", text, started_ms: 0, ended_ms: 1 })],
    ["recordings", () => ({ call_id: id("calls"), path: `${mark}/call.wav`, duration_s: 1, bytes: 1 })],
    [
      "call_analyses",
      () => ({ call_id: id("calls"), status: "failed", failure: text, finished_at: "2026-01-01" }),
    ],
    [
      "imports",
      () => ({
        campaign_id: id("campaigns"),
        file_name: text,
        file_path: `${mark}/f`,
        bytes: 1,
        status: "done",
        total_rows: 1,
        rejected: 1,
        finished_at: new Date(),
      }),
    ],
    [
      "import_errors",
      () => ({ import_id: id("imports"), row: 1, code: "x", message: text, cells: JSON.stringify([text]) }),
    ],
    [
      "import_updates",
      () => ({ import_id: id("imports"), lead_id: id("leads"), before: { custom_fields: {} } }),
    ],
    [
      "import_uploads",
      () => ({
        id: `${mark.slice(0, 8)}-0000-4000-8000-000000000000`,
        campaign_id: id("campaigns"),
        file_name: text,
        file_path: `${mark}/u`,
        bytes: 1,
      }),
    ],
    ["import_columns", () => ({ header: mark, use: "custom" })],
    ["dnc_entries", () => ({ phone_number: `${number.slice(0, -2)}99`, source: "user" })],
    [
      "consents",
      () => ({ phone_number: number, lead_id: id("leads"), purpose: "marketing", source: "user", text }),
    ],
    [
      "usage_ledger",
      () => ({
        call_id: id("calls"),
        campaign_id: id("campaigns"),
        reserved_s: 60,
        reserved_micros: 1,
        reserved_at: "2026-01-01",
      }),
    ],
    ["clients", () => ({ name: text, phone_number: number })],
    ["phone_numbers", () => ({ phone_number: number, daily_cap: 10 })],
    ["phone_number_days", () => ({ phone_number: number, day: "2026-01-01", calls: 1 })],
    ["dialing_rules", () => ({})],
    ["data_retention", () => ({})],
    ["doomed_files", () => ({ bucket: "imports", path: `${mark}/gone.csv`, doomed_at: "infinity" })],
    ["erased_numbers", () => ({ number_hash: Buffer.from(mark, "hex") })],
    ["idempotency_keys", () => ({ key: mark, request_hash: "h" })],
    ["api_keys", () => ({ name: text, prefix: "tk_live_", hash: mark, scopes: "{read}", role: "user" })],
    ["webhook_endpoints", () => ({ url: `https://example.com/${mark}`, events: "{call.ended}" })],
    [
      "webhook_deliveries",
      () => ({
        endpoint_id: id("webhook_endpoints"),
        event: "webhook.test",
        payload: { text },
        status: "failed",
        next_attempt_at: null,
        finished_at: new Date(),
      }),
    ],
    [
      "invitations",
      () => ({
        email: `${mark.slice(0, 16)}@isolation.test`,
        role: "user",
        token_hash: mark,
        invited_by: id("user_profiles"),
        expires_at: "2999-01-01",
      }),
    ],
    [
      "user_sessions",
      () => ({
        id: `${mark.slice(0, 8)}-0000-4000-8000-000000000001`,
        user_id: id("user_profiles"),
        user_agent: text,
        address: "192.0.2.1",
      }),
    ],
    ["audit_log", () => ({ actor: mark, action: "x", subject_type: "x" })],
  ];
}

type Row = Record<string, unknown>;

export async function furnish(owner: Queryable, tenantId: string): Promise<Furnished> {
  const mark = randomBytes(32).toString("hex");
  const number = `+1${200 + (parseInt(mark.slice(0, 4), 16) % 700)}555${1000 + (parseInt(mark.slice(4, 8), 16) % 8999)}`;
  const people = await owner.query<{ id: string }>(
    "select id from talky.user_profiles where tenant_id = $1 limit 1",
    [tenantId],
  );
  const ids: Record<string, string> = { user_profiles: people.rows[0]?.id ?? "" };
  for (const [table, row] of rowsOf(mark, number, (name) => ids[name] ?? "")) {
    const values = { tenant_id: tenantId, ...row() };
    const columns = Object.keys(values);
    const { rows } = await owner.query<{ id?: string }>(
      `insert into talky.${table} (${columns.join(", ")}) values (${columns.map((_, i) => `$${i + 1}`).join(", ")})
       returning *`,
      Object.values(values),
    );
    ids[table] = rows[0]?.id ?? "";
  }
  return { tenantId, ids, mark };
}
