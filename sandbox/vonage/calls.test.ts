import { createHash } from "node:crypto";
import { jwtVerify } from "jose";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { APPLICATION_ID, CarrierRig, type ReceivedEvent, SIGNATURE_SECRET } from "./carrier-rig.ts";

let rig: CarrierRig;
beforeEach(async () => {
  rig = await CarrierRig.start();
});
afterEach(() => rig.close());

const event = (status: string): ReceivedEvent => {
  const found = rig.events.find(({ body }) => body["status"] === status);
  if (!found) throw new Error(`no ${status} among ${rig.events.map(({ body }) => body["status"])}`);
  return found;
};

describe("what becomes of a call", () => {
  it.each([
    ["01", ["started", "busy", "completed"], { sip_code: 486 }],
    ["02", ["started", "ringing", "timeout", "completed"], { sip_code: 480 }],
    ["04", ["started", "ringing", "rejected"], { sip_code: 603, detail: "declined" }],
    ["05", ["started", "failed", "completed"], { sip_code: 404, detail: "number_out_of_service" }],
    ["442079460000", ["started", "failed", "completed"], { detail: "number_out_of_service" }],
  ])("%s comes to %j", async (nn, statuses, fields) => {
    const uuid = await rig.place(nn);
    await rig.finish(uuid);
    expect(rig.statusesOf(uuid)).toEqual(statuses);
    const result = statuses.find((s) => !["started", "ringing", "completed"].includes(s)) ?? "";
    expect(event(result).body).toMatchObject({ ...fields, direction: "outbound", uuid });
    expect(rig.record(uuid)).toMatchObject({ status: result, endedBy: "carrier", answeredAtMs: null });
    expect(rig.sockets).toHaveLength(0);
  });

  it("an answered one that the callee ends is completed with its length and price", async () => {
    const uuid = await rig.place("12");
    await rig.finish(uuid);
    expect(rig.statusesOf(uuid)).toEqual(["started", "ringing", "answered", "completed"]);
    const { body } = event("completed");
    const completed = rig.events.findLast(({ body }) => body["uuid"] === uuid)?.body ?? body;
    expect(completed).toMatchObject({
      disconnected_by: "user",
      from: "14155550199",
      to: "14155550112",
      conversation_uuid: rig.record(uuid).conversationUuid,
    });
    expect(Number(completed["duration"])).toBeGreaterThanOrEqual(4);
    expect(Number(completed["price"])).toBeCloseTo((0.0139 * Number(completed["duration"])) / 60, 7);
    expect(Date.parse(String(completed["end_time"]))).toBe(Math.floor(rig.record(uuid).endedAtMs ?? 0));
    expect(rig.record(uuid)).toMatchObject({ endedBy: "callee", status: "completed" });
  });

  it("an unanswered one rings exactly as long as it was told to", async () => {
    const uuid = await rig.place("02", { ringing_timer: 15 });
    await rig.finish(uuid);
    const { endedAtMs, ringingAtMs } = rig.record(uuid);
    expect((endedAtMs ?? 0) - (ringingAtMs ?? 0)).toBe(15_000);
  });

  it("ends at its length timer", async () => {
    const uuid = await rig.place("11", { length_timer: 20 });
    await rig.finish(uuid);
    const { endedAtMs, answeredAtMs, endedBy } = rig.record(uuid);
    expect([(endedAtMs ?? 0) - (answeredAtMs ?? 0), endedBy]).toEqual([20_000, "carrier"]);
  });
});

describe("webhooks", () => {
  it("are signed for exactly their bytes", async () => {
    await rig.finish(await rig.place("01"));
    for (const { authorization, raw } of rig.events) {
      const token = authorization.replace("Bearer ", "");
      const { payload, protectedHeader } = await jwtVerify(token, Buffer.from(SIGNATURE_SECRET));
      expect(protectedHeader.alg).toBe("HS256");
      expect(payload).toMatchObject({
        iss: "Vonage",
        api_key: "abcd1234",
        application_id: APPLICATION_ID,
        payload_hash: createHash("sha256").update(raw).digest("hex"),
        iat: expect.any(Number),
        jti: expect.any(String),
      });
    }
    expect(new Set(rig.events.map(({ authorization }) => authorization)).size).toBe(rig.events.length);
  });

  it("put their fields into the query when they are GETs", async () => {
    const uuid = await rig.place("01", { eventMethod: "GET" });
    await rig.finish(uuid);
    const busy = event("busy");
    expect(busy).toMatchObject({ method: "GET", raw: "", body: { uuid, sip_code: "486" } });
    const { payload } = await jwtVerify(busy.authorization.slice(7), Buffer.from(SIGNATURE_SECRET));
    const hash = createHash("sha256").update(JSON.stringify(busy.body)).digest("hex");
    expect(payload["payload_hash"]).toBe(hash);
  });

  it("come doubled and swapped for 32, and say the same thing twice", async () => {
    const uuid = await rig.place("32");
    await (await rig.socket()).say("Thank you, have a great day. Goodbye.");
    await rig.finish(uuid);
    const statuses = rig.statusesOf(uuid);
    expect(statuses.slice(0, 4)).toEqual(["ringing", "ringing", "started", "started"]);
    for (const status of ["started", "ringing", "answered", "completed"]) {
      const same = rig.events.filter(({ body }) => body["uuid"] === uuid && body["status"] === status);
      expect(same.map(({ raw }) => raw)).toEqual([same[0]?.raw, same[0]?.raw]);
      expect(same[0]?.authorization).not.toBe(same[1]?.authorization);
    }
  });

  it("never bring `completed` for 33, though the carrier knows it when asked", async () => {
    const uuid = await rig.place("33");
    await (await rig.socket()).say("Thank you, have a great day. Goodbye.");
    await rig.finish(uuid);
    expect(rig.events.map(({ body }) => body["status"])).not.toContain("completed");
    expect(rig.record(uuid).statusesSent).toEqual(["started", "ringing", "answered"]);
    const asked = await rig.vonage().voice.getCall(uuid);
    expect(asked).toMatchObject({ status: "completed", uuid, duration: expect.stringMatching(/^\d+$/) });
    expect(asked.endTime).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
  });
});

const asked = (mode: string, behavior = "continue"): Record<string, unknown> => ({
  advancedMachineDetection: { mode, behavior },
});

describe("detection of answering machines", () => {
  it("tells of a human or a machine while the call goes on", async () => {
    for (const [nn, what] of [
      ["00", "human"],
      ["03", "machine"],
    ] as const) {
      const uuid = await rig.place(nn, asked("default"));
      await rig.clock.advanceUntil(() => rig.statusesOf(uuid).includes(what), 20_000);
      const { body } = event(what);
      expect(body).toMatchObject({ call_uuid: uuid, conversation_uuid: rig.record(uuid).conversationUuid });
      expect(body).not.toHaveProperty("direction");
      const afterMs = Date.parse(String(body["timestamp"])) - (rig.record(uuid).answeredAtMs ?? 0);
      expect(afterMs).toBeGreaterThanOrEqual(1000);
      expect(afterMs).toBeLessThanOrEqual(3000);
      expect(rig.record(uuid).framesToApp).toBeGreaterThan(0);
    }
  });

  it("says nothing unless it was asked for", async () => {
    const uuid = await rig.place("03");
    await rig.clock.advance(10_000);
    expect(rig.statusesOf(uuid)).toEqual(["started", "ringing", "answered"]);
  });

  it("holds the audio back until it is done when it is synchronous", async () => {
    const uuid = await rig.place("00", asked("detect"));
    await rig.clock.advanceUntil(() => rig.statusesOf(uuid).includes("answered"), 10_000);
    await rig.clock.advance(900);
    expect(rig.sockets).toHaveLength(0);
    await rig.socket();
    expect(rig.statusesOf(uuid)).toContain("human");
  });

  it("waits for the beep when asked to, and hangs up on a machine when asked to", async () => {
    const beep = await rig.place("03", asked("detect_beep"));
    await rig.socket();
    expect(rig.events.filter(({ body }) => body["status"] === "machine").map(({ body }) => body)).toEqual([
      expect.not.objectContaining({ sub_state: expect.anything() }),
      expect.objectContaining({ call_uuid: beep, sub_state: "beep_start" }),
    ]);
    const hungUp = await rig.place("03", asked("default", "hangup"));
    await rig.finish(hungUp, 20_000);
    expect(rig.record(hungUp).endedBy).toBe("carrier");
  });
});
