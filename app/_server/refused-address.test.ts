import { expect, it } from "vitest";
import { otherMethod, refusedAddress } from "./refused-address.ts";

it("lets go what the API has, and what is none of it", () => {
  expect(refusedAddress("/api/v1/plans", "GET")).toBeNull();
  expect(refusedAddress("/campaigns", "POST")).toBeNull();
});

it("says which methods an address has", async () => {
  const answer = refusedAddress("/api/v1/plans", "PUT");
  expect([answer?.status, answer?.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS"]);
  expect(await answer?.json()).toMatchObject({
    code: "method_not_allowed",
    detail: "PUT is not possible here. Use GET, HEAD, OPTIONS.",
    request_id: answer?.headers.get("x-request-id"),
  });
  const other = await otherMethod(new Request("http://x/api/v1/dnc/import", { method: "PUT" }));
  expect([other.status, other.headers.get("allow")]).toEqual([405, "POST, OPTIONS"]);
});

it.each(["/api/v1/%zz", "/api/v1/campaigns/%ED%A0%80", "/%"])(
  "refuses %s, which Next would fail on",
  (path) => {
    expect(refusedAddress(path, "GET")?.status).toBe(404);
  },
);
