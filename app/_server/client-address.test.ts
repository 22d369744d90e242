import { expect, it } from "vitest";
import { clientAddress } from "./client-address.ts";

it("believes only the socket where there is no proxy", () => {
  expect(clientAddress("203.0.113.7", 0)).toBe("203.0.113.7");
  expect(clientAddress("1.1.1.1, 2.2.2.2, 203.0.113.7", 0)).toBe("203.0.113.7");
});

it("believes what our own proxies have added, and nothing before it", () => {
  expect(clientAddress("203.0.113.7, 10.0.0.1", 1)).toBe("203.0.113.7");
  expect(clientAddress("1.1.1.1, 203.0.113.7, 10.0.0.1", 1)).toBe("203.0.113.7");
  expect(clientAddress("1.1.1.1, 203.0.113.7, 10.0.0.2, 10.0.0.1", 2)).toBe("203.0.113.7");
});

it("takes the first where a request came past the proxies", () => {
  expect(clientAddress("203.0.113.7", 2)).toBe("203.0.113.7");
  expect(clientAddress(null, 1)).toBe("");
});

it("writes an IPv4 address as one", () => {
  expect(clientAddress("::ffff:203.0.113.7", 0)).toBe("203.0.113.7");
  expect(clientAddress("2001:db8::1", 0)).toBe("2001:db8::1");
});
