import { describe, expect, it } from "vitest";
import { routeLabel } from "./route-label.ts";

const ID = "0b54b2d6-2f0c-4b6e-9d5e-3f0c4b6e9d5e";

describe("a route's label", () => {
  it("has no ids in it", () => {
    expect(routeLabel("/api/v1/calls/outbound")).toBe("/api/v1/calls/outbound");
    expect(routeLabel(`/api/v1/campaigns/${ID}/contacts/${ID}`)).toBe("/api/v1/campaigns/{id}/contacts/{id}");
    expect(routeLabel(`/api/webhooks/vonage/event/${ID}`)).toBe("/api/webhooks/vonage/event/{id}");
  });

  it("is the same for everything that is no route", () => {
    expect(routeLabel("/api/v1/+14155550100")).toBe("other");
    expect(routeLabel(`/api/v1/nothing/${ID}`)).toBe("other");
  });
});
