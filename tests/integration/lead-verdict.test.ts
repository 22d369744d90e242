import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { consentInputSchema } from "#lib/domain/api/consent";
import { contactInputSchema } from "#lib/domain/api/contact";
import { campaignStats } from "#lib/services/campaigns/campaign-stats";
import { listConsents } from "#lib/services/consents/list-consents";
import { recordConsent } from "#lib/services/consents/record-consent";
import { revokeConsent } from "#lib/services/consents/revoke-consent";
import { createContact } from "#lib/services/contacts/create-contact";
import { leadVerdict } from "#lib/services/dialing/lead-verdict";
import type { NewLead } from "#lib/data/leads";
import { foresee } from "#lib/services/imports/foresee";
import { runPump } from "../../voice-worker/dialer/pump.ts";
import { until } from "../stack/api.ts";
import { DialingRig, numbers } from "./dialing-rig.ts";

const carrier = { isSandbox: true, fromNumber: "+14155550000", heldUntil: null };

const lead = (phone_number: string, more: Partial<NewLead> = {}): NewLead => ({
  phone_number,
  country: "US",
  phone_type: null,
  phone_time_zones: [],
  first_name: null,
  last_name: null,
  email: null,
  timezone: null,
  priority: 5,
  is_high_value: false,
  tags: [],
  custom_fields: {},
  ...more,
});

describe("why a contact is or is not called", () => {
  let rig: DialingRig;
  beforeAll(async () => {
    rig = await DialingRig.create();
  });
  afterAll(() => rig.database.drop());
  const leadOf = async (campaignId: string): Promise<string> => {
    const [lead] = await rig.sql<{ id: string }>("select id from talky.leads where campaign_id = $1", [
      campaignId,
    ]);
    return lead?.id ?? "";
  };

  it("is told before the start too, as if the campaign ran", async () => {
    const who = await rig.tenant();
    const campaignId = await rig.campaign(who.tenantId, ["+13055551234"], {
      status: "draft",
      calling: { time_window_start: "09:00", time_window_end: "09:00" },
    });
    const verdict = await leadVerdict(rig.userContext(who), campaignId, await leadOf(campaignId), carrier);
    expect(verdict).toMatchObject({
      now: { allowed: false, reason: "campaign_not_running", look_again_at: null },
      if_running: { allowed: false, reason: "outside_window", where: "America/New_York" },
      time_zones: ["America/New_York"],
      laws: [{ place: "US-FL", source: "Fla. Stat. 501.616(6)" }],
      job: null,
      history: [],
    });
  });

  it("is told of a running campaign with what was decided so far, and counted by reason", async () => {
    const who = await rig.tenant();
    const [number = ""] = numbers(1, 312);
    const campaignId = await rig.campaign(who.tenantId, [number]);
    await rig.sql("insert into talky.dnc_entries (tenant_id, phone_number, source) values ($1, $2, 'user')", [
      who.tenantId,
      number,
    ]);
    const { ctx } = await rig.worker();
    await runPump(ctx);
    const user = rig.userContext(who);
    const verdict = await leadVerdict(user, campaignId, await leadOf(campaignId), carrier);
    expect(verdict).toMatchObject({
      now: { allowed: false, reason: "do_not_call", look_again_at: null },
      if_running: null,
      job: { status: "done", reason: "do_not_call", attempts: 0 },
      history: [{ type: "gate.verdict", data: { allowed: false, reason: "do_not_call" } }],
    });
    const stats = await campaignStats(user, campaignId);
    expect(stats.reasons).toEqual([{ reason: "do_not_call", count: 1, next_at: null }]);
  });

  it("is told to nobody else", async () => {
    const who = await rig.tenant();
    const other = await rig.tenant();
    const campaignId = await rig.campaign(who.tenantId, numbers(1, 313));
    await expect(
      leadVerdict(rig.userContext(other), campaignId, await leadOf(campaignId), carrier),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  describe("with a consent", () => {
    const consent = consentInputSchema.parse({
      purpose: "marketing",
      text: "Call me about offers.",
      evidence: { page: "https://example.com/form" },
    });

    it("is allowed from the record on, and no longer once it is revoked; both are audited", async () => {
      const who = await rig.tenant();
      const user = rig.userContext(who);
      const campaignId = await rig.campaign(who.tenantId, numbers(1, 314));
      await rig.sql("update talky.campaigns set purpose = 'marketing' where id = $1", [campaignId]);
      const leadId = await leadOf(campaignId);
      const reason = async (): Promise<string | null> =>
        (await leadVerdict(user, campaignId, leadId, carrier)).now.reason;
      expect(await reason()).toBe("consent_missing");
      await recordConsent(user, campaignId, leadId, { ...consent, purpose: "research" });
      expect(await reason()).toBe("consent_missing");
      const recorded = await recordConsent(user, campaignId, leadId, consent);
      expect(await reason()).toBeNull();
      const revoked = await revokeConsent(user, recorded.id, { reason: "Wrote to us" });
      expect(await reason()).toBe("consent_missing");
      expect(await revokeConsent(user, recorded.id, { reason: "again" })).toEqual(revoked);
      const { items } = await listConsents(user, campaignId, leadId);
      expect(items.map(({ purpose, revoked_at: at }) => [purpose, at !== null])).toEqual([
        ["marketing", true],
        ["research", false],
      ]);
      const audited = await rig.sql(
        "select action, data ->> 'reason' as reason from talky.audit_log where subject_id = $1 order by id",
        [recorded.id],
      );
      expect(audited).toEqual([
        { action: "consent.record", reason: null },
        { action: "consent.revoke", reason: "Wrote to us" },
      ]);
      const stranger = rig.userContext(await rig.tenant());
      await expect(revokeConsent(stranger, recorded.id, { reason: "" })).rejects.toMatchObject({
        code: "not_found",
      });
      await expect(recordConsent(stranger, campaignId, leadId, consent)).rejects.toMatchObject({
        code: "not_found",
      });
    });

    it("stays revoked whatever is recorded of the time before, until they agree anew", async () => {
      const who = await rig.tenant();
      const user = rig.userContext(who);
      const campaignId = await rig.campaign(who.tenantId, numbers(1, 317));
      await rig.sql("update talky.campaigns set purpose = 'marketing' where id = $1", [campaignId]);
      const leadId = await leadOf(campaignId);
      const daysAgo = (days: number): string =>
        new Date(rig.now().getTime() - days * 86_400_000).toISOString();
      const record = (given_at?: string) => recordConsent(user, campaignId, leadId, { ...consent, given_at });
      const reason = async (): Promise<string | null> =>
        (await leadVerdict(user, campaignId, leadId, carrier)).now.reason;
      const first = await record(daysAgo(9));
      const second = await record(daysAgo(8));
      await record(daysAgo(7));
      await revokeConsent(user, first.id, { reason: "" });
      // Whoever says no means all of it.
      expect((await listConsents(user, campaignId, leadId)).items.map((c) => c.revoked_at !== null)).toEqual([
        true,
        true,
        true,
      ]);
      expect(await record(daysAgo(1))).toMatchObject({ revoked_at: expect.any(String) });
      const purpose = await recordConsent(user, campaignId, leadId, { ...consent, purpose: "research" });
      expect(purpose.revoked_at).toBeNull();
      const contact = contactInputSchema.parse({
        phone_number: numbers(1, 317)[0],
        consent: { given_at: daysAgo(2) },
      });
      const elsewhere = await rig.campaign(who.tenantId, []);
      await rig.sql("update talky.campaigns set purpose = 'marketing' where id = $1", [elsewhere]);
      await createContact(user, elsewhere, contact);
      expect(await reason()).toBe("consent_missing");
      expect(await revokeConsent(user, second.id, { reason: "" })).toMatchObject({ id: second.id });
      rig.offsetMs += 1000;
      expect((await record()).revoked_at).toBeNull();
      expect(await reason()).toBeNull();
    });

    it("that is being recorded while an earlier one is revoked is revoked as well", async () => {
      const who = await rig.tenant();
      const user = rig.userContext(who);
      const [number = ""] = numbers(1, 318);
      const campaignId = await rig.campaign(who.tenantId, [number]);
      const first = await recordConsent(user, campaignId, await leadOf(campaignId), consent);
      const recorder = await rig.database.owner.connect();
      try {
        await recorder.query("begin");
        await recorder.query(
          `insert into talky.consents (tenant_id, phone_number, purpose, source, given_at)
           values ($1, $2, 'marketing', 'import', now() - interval '1 day')`,
          [who.tenantId, number],
        );
        const revoking = revokeConsent(user, first.id, { reason: "" });
        await until(
          () => rig.sql("select 1 from pg_locks where locktype = 'advisory' and not granted"),
          (waiting) => waiting.length === 1,
          { limitMs: 10_000, what: "the revocation to wait", everyMs: 20 },
        );
        await recorder.query("commit");
        await revoking;
      } finally {
        recorder.release();
      }
      const open = "select 1 from talky.consents where phone_number = $1 and revoked_at is null";
      expect(await rig.sql(open, [number])).toEqual([]);
    });

    it("that is still to come is refused, and one that comes with a new contact is kept", async () => {
      const who = await rig.tenant();
      const user = rig.userContext(who);
      const campaignId = await rig.campaign(who.tenantId, numbers(1, 315));
      await rig.sql("update talky.campaigns set purpose = 'marketing' where id = $1", [campaignId]);
      const later = new Date(rig.now().getTime() + 60_000).toISOString();
      await expect(
        recordConsent(user, campaignId, await leadOf(campaignId), { ...consent, given_at: later }),
      ).rejects.toMatchObject({ code: "invalid", fields: [{ path: "given_at" }] });
      const contact = await createContact(
        user,
        campaignId,
        contactInputSchema.parse({ phone_number: "+13165550100", consent: { kind: "express_written" } }),
      );
      expect((await listConsents(user, campaignId, contact.id)).items).toMatchObject([
        { kind: "express_written", purpose: "marketing", phone_number: "+13165550100" },
      ]);
      expect((await leadVerdict(user, campaignId, contact.id, carrier)).now.reason).toBeNull();
    });
  });

  describe("before an import", () => {
    it("is counted by what the gate would say, as if the campaign ran, with what its texts lack", async () => {
      const who = await rig.tenant();
      const user = rig.userContext(who);
      const campaignId = await rig.campaign(who.tenantId, [], { status: "draft" });
      await rig.sql(
        "update talky.campaigns set system_prompt = 'Ask {{First Name}} for {{order-no}}.' where id = $1",
        [campaignId],
      );
      const [open = "", listed = "", closed = ""] = numbers(3, 316);
      await rig.sql(
        "insert into talky.dnc_entries (tenant_id, phone_number, source) values ($1, $2, 'user')",
        [who.tenantId, listed],
      );
      const leads = [
        lead(open, { first_name: "Ada", custom_fields: { "Order No": "7" } }),
        lead(listed, { first_name: "Bo" }),
        lead(closed, { first_name: " " }),
      ];
      const rows = leads.map((lead) => ({ lead, consent: null }));
      expect(await foresee(user, campaignId, { rows, purpose: null }, carrier)).toEqual({
        verdicts: { allowed: 2, reasons: [{ reason: "do_not_call", count: 1, next_at: null }] },
        missing_variables: [
          { name: "first_name", used_in: ["system_prompt"], contacts: 1 },
          { name: "order_no", used_in: ["system_prompt"], contacts: 2 },
        ],
      });
      await rig.sql("update talky.campaigns set purpose = 'marketing' where id = $1", [campaignId]);
      await rig.sql(
        "insert into talky.consents (tenant_id, phone_number, purpose, source) values ($1, $2, 'marketing', 'user')",
        [who.tenantId, open],
      );
      const { verdicts } = await foresee(user, campaignId, { rows, purpose: null }, carrier);
      expect(verdicts.allowed).toBe(1);
      expect(verdicts.reasons.map(({ reason }) => reason).toSorted()).toEqual([
        "consent_missing",
        "do_not_call",
      ]);
      const consented = rows.map((row) => ({ ...row, consent: { givenAt: null } }));
      const allowedWith = async (purpose: "marketing" | "research" | null): Promise<number> =>
        (await foresee(user, campaignId, { rows: consented, purpose }, carrier)).verdicts.allowed;
      expect([
        await allowedWith(null),
        await allowedWith("marketing"),
        await allowedWith("research"),
      ]).toEqual([2, 2, 1]);
      await rig.sql(`update talky.consents set revoked_at = now() where tenant_id = $1`, [who.tenantId]);
      expect(await allowedWith(null)).toBe(1);
      const dated = rows.map((row) => ({ ...row, consent: { givenAt: new Date("2020-01-01") } }));
      const since = rows.map((row) => ({ ...row, consent: { givenAt: new Date(Date.now() + 60_000) } }));
      const allowedBy = async (rows: typeof dated): Promise<number> =>
        (await foresee(user, campaignId, { rows, purpose: null }, carrier)).verdicts.allowed;
      expect([await allowedBy(dated), await allowedBy(since)]).toEqual([1, 2]);
      const none = await foresee(user, campaignId, { rows: [], purpose: null }, carrier);
      expect(none).toEqual({ verdicts: { allowed: 0, reasons: [] }, missing_variables: [] });
    });
  });
});
