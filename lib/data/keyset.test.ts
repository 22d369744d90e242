import { describe, expect, it } from "vitest";
import { readCursor, writeCursor } from "./keyset.ts";

const id = "bc6e7711-9734-4959-a23d-73cd1f2c743c";

describe("a cursor", () => {
  it("comes back as it was written", () => {
    const keyset = { at: "2024-02-29T23:59:59.123456Z", id };
    expect(readCursor(writeCursor(keyset))).toEqual(keyset);
    expect(readCursor(undefined)).toBeNull();
  });

  it.each([
    "2026-02-30T00:00:00.000000Z",
    "2026-01-01T24:00:00.000000Z",
    "2026-13-01T00:00:00.000000Z",
    "0000-01-01T00:00:00.000000Z",
    "2026-01-01T00:00:00Z",
  ])("is refused with the time %s, which the database would not take", (at) => {
    expect(() => readCursor(writeCursor({ at, id }))).toThrow(expect.objectContaining({ code: "invalid" }));
  });

  it.each(["junk", "", writeCursor({ at: "2026-01-01T00:00:00.000000Z", id: "1 or 1=1" })])(
    "is refused when it is not ours: %s",
    (cursor) => {
      expect(() => readCursor(cursor)).toThrow(expect.objectContaining({ code: "invalid" }));
    },
  );
});
