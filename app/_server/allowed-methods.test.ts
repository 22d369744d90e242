import { expect, it } from "vitest";
import { allowedMethods } from "./allowed-methods.ts";

it("knows what may be done at each path of the API", () => {
  expect(allowedMethods("/api/v1/plans")).toEqual(["GET", "HEAD", "OPTIONS"]);
  expect(allowedMethods("/api/v1/auth/login")).toEqual(["POST", "OPTIONS"]);
  expect(allowedMethods("/api/v1/dnc/export.csv")).toEqual(["GET", "HEAD", "OPTIONS"]);
  expect(allowedMethods("/api/v1/campaigns/0b54b2d6-2f0c-4b6e-9d5e-3f0c4b6e9d5e")).toEqual([
    "GET",
    "PATCH",
    "DELETE",
    "HEAD",
    "OPTIONS",
  ]);
});

it("tells a word from an id", () => {
  expect(allowedMethods("/api/v1/calls/live")).toEqual(["GET", "HEAD", "OPTIONS"]);
  expect(allowedMethods("/api/v1/campaigns/0b54b2d6/contacts/import")).toEqual(["POST", "OPTIONS"]);
  expect(allowedMethods("/api/v1/campaigns/sample")).toEqual(["POST", "OPTIONS"]);
});

it("says nothing of what is no path of the API", () => {
  for (const path of [
    "/",
    "/calls",
    "/api/docs",
    "/api/v1/nothing",
    "/api/v1/plans/more",
    "/api/v1/openapiXjson",
  ])
    expect(allowedMethods(path), path).toBeNull();
});
