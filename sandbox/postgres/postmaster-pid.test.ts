import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAlive, parsePostmasterPid } from "./postmaster-pid.ts";

describe("postmaster.pid", () => {
  it("tells the process and its port", () => {
    const text = "4711\n/data/postgres\n1763673600\n3003\n\n127.0.0.1\n  1234\nready   \n";
    expect(parsePostmasterPid(text)).toEqual({ pid: 4711, port: 3003 });
  });

  it("tells nothing when it is empty, half written or something else", () => {
    for (const text of ["", "4711\n/data", "-1\n\n\n3003", "x\n\n\n3003", "4711\n\n\n"])
      expect(parsePostmasterPid(text)).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => parsePostmasterPid(text) === null || text.includes("\n")));
  });

  it("knows the living from the gone", () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(2 ** 22 + 1)).toBe(false);
  });
});
