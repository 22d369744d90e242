import { describe, expect, it } from "vitest";
import { createCarrierLinks, hashOfToken } from "./links.ts";

const links = createCarrierLinks({ secret: "s".repeat(32), publicUrl: "https://talky.example/" });
const callId = "6f1c2d9e-0000-4000-8000-000000000001";

describe("our own links", () => {
  it("believes the signature of an event address for that call only", () => {
    const url = new URL(links.eventUrl(callId));
    expect(url.pathname).toBe(`/api/webhooks/vonage/event/${callId}`);
    const signature = url.searchParams.get("s");
    expect(links.verifyEvent(callId, signature)).toBe(true);
    expect(links.verifyEvent(callId.replace("1", "2"), signature)).toBe(false);
    expect(links.verifyEvent(callId, null)).toBe(false);
    expect(links.verifyEvent(callId, `${signature}x`)).toBe(false);
  });

  it("gives the same token again, and never the event's signature", () => {
    expect(links.socketToken(callId)).toBe(links.socketToken(callId));
    expect(links.verifyEvent(callId, links.socketToken(callId))).toBe(false);
    expect(hashOfToken("abc")).toMatch(/^[0-9a-f]{64}$/);
  });

  it("makes another token for each further socket, and believes it for that call only", () => {
    const token = links.reconnectToken(callId);
    expect(links.reconnectToken(callId)).not.toBe(token);
    expect(links.verifyReconnect(callId, token)).toBe(true);
    expect(links.verifyReconnect(callId.replace("1", "2"), token)).toBe(false);
    for (const wrong of ["", ".", `x${token}`, `${token}x`, links.socketToken(callId)])
      expect(links.verifyReconnect(callId, wrong)).toBe(false);
  });

  it("asks and tells of a colleague at addresses of their own", () => {
    const told = new URL(links.transferEventUrl(callId)).searchParams;
    expect([links.verifyEvent(callId, told.get("s")), told.get("leg")]).toEqual([true, "transfer"]);
    const asked = new URL(links.briefingUrl(callId));
    expect(asked.pathname).toBe(`/api/webhooks/vonage/briefing/${callId}`);
    expect(links.verifyBriefing(callId, asked.searchParams.get("s"))).toBe(true);
    expect(links.verifyBriefing(callId, told.get("s"))).toBe(false);
    expect(links.verifyBriefing(callId, null)).toBe(false);
  });

  it("turns the worker's address into the socket's", () => {
    expect(links.socketUrl("http://127.0.0.1:3001", callId)).toBe(`ws://127.0.0.1:3001/ws/voice/${callId}`);
    expect(links.socketUrl("https://w1.example/", callId)).toBe(`wss://w1.example/ws/voice/${callId}`);
  });

  it("lets somebody listen in to one call, for some moments", () => {
    const now = new Date("2026-03-01T12:00:00Z");
    const later = new Date(now.getTime() + 31_000);
    const token = links.listenerToken("c1", now);
    expect(links.verifyListener("c1", token, now)).toBe(true);
    expect(links.verifyListener("c2", token, now)).toBe(false);
    expect(links.verifyListener("c1", token, later)).toBe(false);
    const [, signature] = token.split(".");
    expect(links.verifyListener("c1", `${later.getTime()}.${signature}`, later)).toBe(false);
    expect(links.verifyListener("c1", "", now)).toBe(false);
    expect(links.listenUrl("http://w:1/", "c1")).toBe("http://w:1/listen/c1");
  });
});
