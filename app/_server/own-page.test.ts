import { expect, it } from "vitest";
import { isOwnPage } from "./own-page.ts";

const isOwn = (headers: Record<string, string>): boolean =>
  isOwnPage(new Headers(headers), ["localhost:3000", "talky.example.com"]);

it.each([
  ["a program", {}],
  ["a browser's address bar", { "sec-fetch-site": "none" }],
  ["our page", { "sec-fetch-site": "same-origin", origin: "https://talky.example.com" }],
  ["our page in an old browser", { origin: "http://localhost:3000" }],
])("lets %s through", (_, headers) => {
  expect(isOwn(headers)).toBe(true);
});

it.each([
  ["another site", { "sec-fetch-site": "cross-site", origin: "https://elsewhere.example" }],
  ["another site in an old browser", { origin: "https://elsewhere.example" }],
  ["another page of our domain", { "sec-fetch-site": "same-site", origin: "https://blog.example.com" }],
  ["another port", { origin: "http://localhost:3001" }],
  ["a page that hides where it is", { origin: "null" }],
  ["another site without an origin", { "sec-fetch-site": "cross-site" }],
])("refuses %s", (_, headers) => {
  expect(isOwn(headers)).toBe(false);
});
