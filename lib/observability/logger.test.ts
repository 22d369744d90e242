import { expect, test } from "vitest";
import { loggedError } from "./logger.ts";

test("an error of the database is logged without the phone number that it names", () => {
  const error = Object.assign(new Error("duplicate key value violates unique constraint"), {
    code: "23505",
    constraint: "jobs_one_active_number",
    detail: "Key (tenant_id, phone_number)=(t, +14155550100) already exists.",
  });
  const logged = loggedError(error) as Record<string, unknown>;
  expect(logged).toMatchObject({ type: "Error", code: "23505", constraint: "jobs_one_active_number" });
  expect(logged["stack"]).toContain("duplicate key");
  expect(JSON.stringify(logged)).not.toContain("4155550100");
});

test("what is no error is logged as it is", () => {
  expect(loggedError("broken")).toBe("broken");
});
