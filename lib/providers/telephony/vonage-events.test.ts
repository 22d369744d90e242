import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AppError } from "#lib/errors/app-error";
import { parseVonageCall, parseVonageEvent } from "./vonage-events.ts";

const NOW = new Date("2026-11-20T12:00:00Z");
const parse = (body: unknown) => parseVonageEvent(body, () => NOW);
const event = (extra: Record<string, unknown>) =>
  parse({
    uuid: "u1",
    conversation_uuid: "CON-1",
    timestamp: "2026-11-20T11:00:00.250Z",
    to: "14155550100",
    ...extra,
  });

describe("a carrier's event", () => {
  it.each([
    [{ status: "started" }, "started"],
    [{ status: "ringing" }, "ringing"],
    [{ status: "answered" }, "answered"],
    [{ status: "busy", sip_code: 486 }, "busy"],
    [{ status: "unanswered", detail: "timeout" }, "no_answer"],
    [{ status: "timeout" }, "no_answer"],
    [{ status: "rejected", detail: "declined" }, "rejected"],
    [{ status: "rejected", detail: "invalid_number" }, "invalid_number"],
    [{ status: "failed", detail: "internal_error" }, "failed"],
    [{ status: "failed", detail: "number_out_of_service" }, "invalid_number"],
    [{ status: "failed", detail: "cannot_route" }, "invalid_number"],
    [{ status: "cancelled" }, "cancelled"],
    [{ status: "human" }, "human"],
    [{ status: "machine" }, "machine"],
    [{ status: "machine", sub_state: "beep_start" }, "beep"],
    [{ status: "machine", sub_state: "beep_timeout" }, "machine"],
    [{ status: "disconnected" }, "disconnected"],
    [{ status: "transfer" }, "transfer"],
    [{ status: "levitated" }, "other"],
  ])("%o is %s", (extra, status) => {
    expect(event(extra).status).toBe(status);
  });

  it("reads the end of a call, numbers written as strings", () => {
    expect(
      event({ status: "completed", duration: "42", price: "0.00315000", disconnected_by: "user" }),
    ).toEqual({
      carrierCallId: "u1",
      conversationId: "CON-1",
      status: "completed",
      rawStatus: "completed",
      at: new Date("2026-11-20T11:00:00.250Z"),
      isSocketLeg: false,
      durationS: 42,
      endedBy: "callee",
      priceMicros: 3150,
      detail: null,
    });
    expect(
      event({ status: "completed", duration: 42, price: 0.1, disconnected_by: "platform" }),
    ).toMatchObject({
      durationS: 42,
      priceMicros: 100_000,
      endedBy: "agent",
    });
  });

  it("takes call_uuid where human and machine have it, and keeps the beep apart for the inbox", () => {
    const beep = parse({ call_uuid: "u2", status: "machine", sub_state: "beep_start" });
    expect(beep).toMatchObject({ carrierCallId: "u2", rawStatus: "machine.beep_start", at: NOW });
  });

  it("knows the leg of the audio socket by its address", () => {
    expect(event({ status: "answered", to: "wss://talky/ws/voice/1" }).isSocketLeg).toBe(true);
    expect(
      event({ status: "answered", to: [{ type: "websocket", uri: "ws://127.0.0.1/x" }] }).isSocketLeg,
    ).toBe(true);
    expect(event({ status: "answered" }).isSocketLeg).toBe(false);
  });

  it("refuses what is no event, and nothing else makes it throw", () => {
    expect(() => parse({ hello: 1 })).toThrow(AppError);
    expect(() => parse("x")).toThrow(/not an event/);
    fc.assert(
      fc.property(fc.object(), fc.string({ minLength: 1 }), (body, uuid) => {
        expect(parse({ ...body, uuid }).carrierCallId).toBe(uuid);
      }),
    );
  });
});

describe("a call as the carrier lists it", () => {
  it("reads times without a zone as UTC and numbers without a plus", () => {
    expect(
      parseVonageCall({
        uuid: "u1",
        conversation_uuid: "CON-1",
        to: { type: "phone", number: "14155550100" },
        status: "completed",
        start_time: "2020-01-01 12:00:00",
        end_time: "2020-01-01 12:01:00",
        duration: "60",
      }),
    ).toEqual({
      carrierCallId: "u1",
      conversationId: "CON-1",
      to: "+14155550100",
      status: "completed",
      startedAt: new Date("2020-01-01T12:00:00Z"),
      endedAt: new Date("2020-01-01T12:01:00Z"),
      durationS: 60,
    });
  });

  it("leaves out the audio socket's leg", () => {
    expect(
      parseVonageCall({ uuid: "u1", to: { type: "websocket", uri: "wss://x" }, status: "answered" }),
    ).toBeNull();
  });
});
