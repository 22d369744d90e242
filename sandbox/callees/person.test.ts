import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { personAt } from "./person.ts";
import { Friendly } from "./personas/friendly.ts";
import { Voicemail } from "./personas/voicemail.ts";

const fictional = (area: number, nn: number): string => `1${area}55501${String(nn).padStart(2, "0")}`;

describe("who has a number", () => {
  it("is chosen by its last two digits, whatever the area code", () => {
    const lineOf = (nn: number): string => personAt(fictional(212, nn), null).line;
    expect([0, 1, 2, 3, 4, 5].map(lineOf)).toEqual([
      "answers",
      "busy",
      "rings_on",
      "answers",
      "rejects",
      "out_of_service",
    ]);
    expect(personAt(fictional(907, 3), null).behave()).toBeInstanceOf(Voicemail);
    expect(personAt(fictional(907, 0), null).behave()).toBeInstanceOf(Friendly);
    expect([32, 33, 34].map((nn) => personAt(fictional(415, nn), null).events)).toEqual([
      "doubled_and_swapped",
      "completed_lost",
      "ordinary",
    ]);
    expect([30, 31, 32].map((nn) => personAt(fictional(415, nn), null).request)).toEqual([
      "throttled_first",
      "answer_lost",
      "ordinary",
    ]);
  });

  it("is nobody outside the fictional numbers", () => {
    for (const number of ["14155551234", "442079460000", "14155550200", "11155550100"])
      expect(personAt(number, null), number).toMatchObject({ persona: "05", line: "out_of_service" });
  });

  it("is the same person each time", () => {
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 999 }), fc.integer({ min: 0, max: 99 }), (area, nn) => {
        const [one, two] = [0, 1].map(() => personAt(fictional(area, nn), null));
        expect([one?.persona, one?.line, one?.ringMs, one?.voice]).toEqual([
          two?.persona,
          two?.line,
          two?.ringMs,
          two?.voice,
        ]);
        expect(one?.random()).toBe(two?.random());
        expect(one?.ringMs).toBeGreaterThanOrEqual(1000);
        expect(one?.ringMs).toBeLessThan(3000);
      }),
    );
  });

  it("is drawn from 40 to 99 in the stated shares", () => {
    const counts: Record<string, number> = {};
    let all = 0;
    for (let area = 200; area < 1000; area += 1)
      for (let nn = 40; nn < 100; nn += 1) {
        const { line, persona } = personAt(fictional(area, nn), null);
        const key = line === "answers" ? (persona === "03" ? "voicemail" : "human") : line;
        counts[key] = (counts[key] ?? 0) + 1;
        all += 1;
      }
    const share = (...keys: string[]): number => keys.reduce((sum, key) => sum + (counts[key] ?? 0), 0) / all;
    expect(share("rings_on", "unreachable")).toBeCloseTo(0.35, 2);
    expect(share("busy")).toBeCloseTo(0.05, 2);
    expect(share("voicemail")).toBeCloseTo(0.2, 2);
    expect(share("human")).toBeCloseTo(0.4, 2);
  });

  it("is whom the fault says, while it lasts", () => {
    expect(personAt(fictional(415, 0), "03").behave()).toBeInstanceOf(Voicemail);
    expect(personAt("442079460000", "00").line).toBe("answers");
  });
});
