import { expect, it } from "vitest";
import { ChatAllowance } from "./chat-allowance.ts";

it("lets a person say so much in any minute, and the next person as much again", () => {
  let ms = 0;
  const allowance = new ChatAllowance(2, () => ms);
  const taken = (user: string): boolean => allowance.take(user);
  expect([taken("ada"), taken("ada"), taken("ada"), taken("otto")]).toEqual([true, true, false, true]);
  ms = 59_999;
  expect(taken("ada")).toBe(false);
  ms = 60_001;
  expect(taken("ada")).toBe(true);
});
