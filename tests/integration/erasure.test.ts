import { randomUUID } from "node:crypto";
import { unzipSync } from "fflate";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ownerDatabaseUrl } from "../stack/addresses.ts";
import {
  all,
  analysisIsOver,
  Api,
  type Call,
  campaignIs,
  createCampaign,
  importFile,
  type Job,
  register,
  until,
} from "../stack/api.ts";
import { fileStore } from "../stack/files.ts";

const NUMBER = "+14155550100";
const CSV = "phone,first_name,note\n(415) 555-0100,Zebulon,likes tea\nnot a number,Yolanda,415-555-0100\n";

interface Contact {
  id: string;
  phone_number: string;
  do_not_call: boolean;
}

describe("one person's data", () => {
  const owner = new pg.Client({ connectionString: ownerDatabaseUrl() });
  let mine: Api;
  let theirs: Api;
  let tenantId: string;
  let campaignId: string;
  let call: Call;
  let ledger: unknown;

  const ledgerOf = async (): Promise<unknown> =>
    (
      await owner.query(
        `select (select sum(used_s) from talky.usage_ledger where tenant_id = $1) as ledger_s,
           (select sum(used_micros) from talky.usage_ledger where tenant_id = $1) as ledger_micros,
           (select sum(seconds) from talky.usage_months where tenant_id = $1) as month_s,
           (select sum(telephony_micros + stt_micros + llm_micros + tts_micros) from talky.calls where tenant_id = $1) as call_micros,
           (select sum(spent_micros) from talky.campaign_spend where tenant_id = $1) as spent`,
        [tenantId],
      )
    ).rows[0];

  beforeAll(async () => {
    await owner.connect();
    const me = await register("Erasers");
    mine = me.api;
    tenantId = me.session.user.tenant_id;
    theirs = (await register("Others")).api;
    campaignId = (await createCampaign(mine)).id;
    await importFile(mine, campaignId, CSV);
    const other = await createCampaign(theirs);
    await importFile(theirs, other.id, CSV);
    await mine.ok("POST", "/clients", { name: "Zebulon Pike", phone_number: NUMBER });
    await mine.ok("POST", `/campaigns/${campaignId}/start`);
    await campaignIs(mine, campaignId, "completed", 120_000)();
    const [first] = await all<Call>(mine, `/calls?campaign_id=${campaignId}`);
    if (!first) throw new Error("nobody was called");
    call = await until(
      () => mine.ok<Call>("GET", `/calls/${first.id}`),
      (one) => one.recording !== null,
      { limitMs: 60_000, what: "the recording" },
    );
    await analysisIsOver(mine, call.id);
    await mine.ok("POST", "/dnc", { phone_number: NUMBER, reason: "Asked by letter" });
    ledger = await ledgerOf();
  });
  afterAll(() => owner.end());

  it("is exported as one file, with what was said and the recording", async () => {
    const { response, bytes } = await mine.bytes("/data/export", {}, { phone_number: NUMBER });
    expect(response.headers.get("content-type")).toBe("application/zip");
    const files = unzipSync(bytes);
    expect(Object.keys(files)).toEqual(["person.json", `recordings/${call.id}.wav`]);
    const person = JSON.parse(Buffer.from(files["person.json"] ?? []).toString("utf8")) as {
      contacts: unknown[];
      clients: unknown[];
      do_not_call: unknown[];
      calls: { turns: { text: string }[]; analysis: unknown; events: unknown[] }[];
    };
    expect(person).toMatchObject({
      phone_number: NUMBER,
      contacts: [{ first_name: "Zebulon", custom_fields: { note: "likes tea" } }],
      clients: [{ name: "Zebulon Pike" }],
      do_not_call: [{ reason: "Asked by letter" }],
      calls: [{ id: call.id, phone_number: NUMBER }],
    });
    expect(person.calls[0]?.turns.map(({ text }) => text)).toEqual(call.turns.map(({ text }) => text));
    expect(person.calls[0]?.analysis).not.toBeNull();
    expect(JSON.stringify(person)).not.toMatch(/socket_token|worker_url/);
    expect(
      Buffer.from(files[`recordings/${call.id}.wav`] ?? [])
        .subarray(0, 4)
        .toString(),
    ).toBe("RIFF");
  });

  it("is not a plain user's to export or erase, and not a key's", async () => {
    const { key } = await mine.ok<{ key: string }>("POST", "/api-keys", {
      name: "x",
      scopes: ["read", "write", "dial"],
      role: "admin",
    });
    for (const path of ["/data/export", "/data/erasure"])
      expect((await new Api(key).call("POST", path, { phone_number: NUMBER })).status, path).toBe(403);
  });

  it("is erased from every table and from the storage; sums and the other business stay", async () => {
    const files = fileStore();
    const path = `${tenantId}/${call.id}.wav`;
    const reader = (await files.read("recordings", path)).getReader();
    await reader.cancel();
    const { erased } = await mine.ok<{ erased: Record<string, number> }>("POST", "/data/erasure", {
      phone_number: "+1 415 555 0100",
    });
    expect(erased).toMatchObject({
      contacts: 1,
      calls: 1,
      recordings: 1,
      analyses: 1,
      clients: 1,
      do_not_call: 1,
      import_rows: 1,
      import_files: 1,
    });

    const { rows: tables } = await owner.query<{ name: string }>(
      `select distinct table_name as name from information_schema.columns
       where table_schema = 'talky' and column_name = 'tenant_id'`,
    );
    for (const { name } of tables) {
      const { rows } = await owner.query<{ row: string }>(
        `select t::text as row from talky.${name} t where t.tenant_id = $1
         and (t::text ~ 'Zebulon|likes tea' or regexp_replace(t::text, '[^0-9]', '', 'g') like '%4155550100%')`,
        [tenantId],
      );
      expect(rows, name).toEqual([]);
    }
    const inbox = await owner.query("select from talky.carrier_inbox where call_id = $1", [call.id]);
    expect(inbox.rows).toEqual([]);
    expect(await ledgerOf()).toEqual(ledger);

    await until(
      () =>
        files.read("recordings", path).then(
          () => "there",
          (error: { code?: string }) => error.code,
        ),
      (state) => state === "not_found",
      { limitMs: 60_000, what: "the recording to be gone from the storage" },
    );
    expect((await mine.call("GET", `/calls/${call.id}/recording`)).status).toBe(404);
    expect(await mine.ok<Call>("GET", `/calls/${call.id}`)).toMatchObject({
      turns: [],
      recording: null,
      disposition: call.disposition,
    });
    const others = await theirs.ok<{ items: Contact[] }>("GET", "/contacts?search=Zebulon");
    expect(others.items).toMatchObject([{ phone_number: NUMBER, do_not_call: false }]);
  });

  it("is told in the log without the number", async () => {
    const { rows } = await owner.query<{ action: string; data: unknown }>(
      "select action, data from talky.audit_log where tenant_id = $1 and action like 'person.%' order by id",
      [tenantId],
    );
    expect(rows.map(({ action }) => action)).toEqual(["person.export", "person.erase"]);
    expect(JSON.stringify(rows)).not.toMatch(/\d{7,}/);
  });

  it("stays blocked: a fresh import of the number is never dialled", async () => {
    const again = await createCampaign(mine, { name: `Again ${randomUUID()}` });
    await importFile(mine, again.id, `phone,first_name\n${NUMBER},Zebulon\n+14155550101,Other\n`);
    const contacts = await all<Contact>(mine, `/campaigns/${again.id}/contacts`);
    expect(contacts.find(({ phone_number }) => phone_number === NUMBER)?.do_not_call).toBe(true);
    await mine.ok("POST", `/campaigns/${again.id}/start`);
    await until(
      () => all<Call>(mine, `/calls?campaign_id=${again.id}`),
      (calls) => calls.some(({ telephony_result }) => telephony_result === "busy"),
      { limitMs: 60_000, what: "the other call" },
    );
    const jobs = await all<Job>(mine, `/campaigns/${again.id}/jobs`);
    expect(jobs.find(({ phone_number }) => phone_number === NUMBER)).toMatchObject({
      reason: "do_not_call",
      attempts: 0,
    });
  });

  it("cannot be erased while a call goes on", async () => {
    const { rows } = await owner.query<{ id: string }>(
      `update talky.dialer_jobs set status = 'claimed', next_attempt_at = null, claimed_by = (select id from talky.workers where stopped_at is null order by heartbeat_at desc limit 1),
         lease_until = now() + interval '1 minute', reason = null, finished_at = null
       where tenant_id = $1 and phone_number = '+14155550101' returning id`,
      [tenantId],
    );
    expect(rows).toHaveLength(1);
    const refused = await mine.call<{ detail: string }>("POST", "/data/erasure", {
      phone_number: "+14155550101",
    });
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining("being called") } });
  });
});
