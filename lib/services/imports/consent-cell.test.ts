import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConsentCell } from "./consent-cell.ts";

const NOW = new Date("2026-11-20T12:00:00Z");

describe("a cell of a consent column", () => {
  it.each(["yes", " Y ", "TRUE", "1", "x", "✓", "Ja", "Oui", "sí", "opt-in", "Opted in"])(
    "takes %j for a yes",
    (cell) => {
      expect(readConsentCell(cell, NOW)).toEqual({ kind: "given", at: null });
    },
  );

  it.each(["", "no", "N", "false", "0", "nein", "não", "opted out", "Unsubscribed"])(
    "takes %j for a no",
    (cell) => {
      expect(readConsentCell(cell, NOW)).toEqual({ kind: "refused" });
    },
  );

  it.each([
    ["2026-03-01", "2026-03-01T00:00:00.000Z"],
    ["2026-03-01 08:30", "2026-03-01T08:30:00.000Z"],
    ["2026-03-01T08:30:00+02:00", "2026-03-01T06:30:00.000Z"],
    ["2026-03-01T08:30:00Z", "2026-03-01T08:30:00.000Z"],
  ])("takes %j for when it was given", (cell, at) => {
    expect(readConsentCell(cell, NOW)).toEqual({ kind: "given", at: new Date(at) });
  });

  it.each(["maybe", "ask again", "2027-01-01", "2026-13-45", "01/02/2026", "yes, but not by phone"])(
    "makes no consent of %j",
    (cell) => {
      expect(readConsentCell(cell, NOW)).toEqual({ kind: "unclear" });
    },
  );

  it("never dates a consent later than now, whatever the cell holds", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.date({ noInvalidDate: true }).map((d) => d.toISOString()),
        ),
        (cell) => {
          const read = readConsentCell(cell, NOW);
          if (read.kind === "given" && read.at) expect(read.at.getTime()).toBeLessThanOrEqual(NOW.getTime());
        },
      ),
    );
  });
});
